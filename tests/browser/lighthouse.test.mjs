// Lighthouse over one page of each kind: 100 in accessibility, best practices and SEO.
import { createServer } from 'node:net';
import { after, describe, it } from 'node:test';
import lighthouse from 'lighthouse';
import { launch } from './browser.mjs';
import { pages } from './pages.mjs';
import { none, site } from './suite.mjs';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const port = await freePort();
const chrome = await launch([`--remote-debugging-port=${port}`]);
after(() => chrome.close());

// Performance depends on the machine: it is printed, never judged.
const judged = ['accessibility', 'best-practices', 'seo'];
// The 404 page is not audited, for Lighthouse refuses pages that answer with 404.
const oneOfEachKind = new Map(pages.filter((page) => !page.isNotFound).map((page) => [page.kind, page]));

describe('Lighthouse', () => {
  it('robots.txt holds nothing but what crawlers know', async () => {
    const lines = (await (await fetch(`${site}robots.txt`)).text()).trim().split('\n');
    none(lines.filter((line) => !/^((User-agent|Allow|Disallow|Sitemap): ?\S*)?$/.test(line)));
  });
  for (const [kind, page] of oneOfEachKind) {
    it(`/${page.path} (${kind}) scores 100`, { timeout: 180_000 }, async (t) => {
      const { lhr } = await lighthouse(site + page.path, {
        port,
        logLevel: 'error',
        onlyCategories: [...judged, 'performance'],
        // It asks for robots.txt from within the page, whose policy lets no script ask for anything: it is read below.
        skipAudits: ['robots-txt'],
      });
      const score = (name) => Math.round((lhr.categories[name].score ?? 0) * 100);
      t.diagnostic(`performance ${score('performance')}`);
      const problems = judged
        .filter((name) => score(name) < 100)
        .map((name) => {
          const failed = lhr.categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
          return `${name} ${score(name)}: ${failed.map(({ id }) => `${id} (${lhr.audits[id].title})`).join(', ')}`;
        });
      if (lhr.runtimeError) problems.push(lhr.runtimeError.message);
      none(problems);
    });
  }
});
