// Follows every link as a reader would, over HTTP from the home page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { everyFile, folder, pages, publicBase } from './pages.mjs';
import { browser, claim, eachPage, local, none, open, site } from './suite.mjs';

/** Reads a document with the browser's own parser, without loading it. Runs in the page. */
function read(html) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector, name) => [...parsed.querySelectorAll(selector)].map((element) => element.getAttribute(name));
  const srcsets = all('[srcset]', 'srcset').flatMap((set) => set.split(',').map((one) => one.trim().split(/\s+/)[0]));
  const refresh = parsed.querySelector('meta[http-equiv="refresh" i]')?.content.match(/url=(.*)/i)?.[1];
  return {
    // What a reader can follow, and what the browser fetches by itself.
    links: [...all('a[href], area[href]', 'href'), ...(refresh ? [refresh] : [])],
    parts: [...all('link[href], image[href], use[href]', 'href'), ...all('[src]', 'src'), ...all('[data]', 'data'), ...srcsets],
    ids: all('[id]', 'id'),
  };
}

const seen = new Map();
let tab;

async function visit(address) {
  if (seen.has(address)) return seen.get(address);
  const response = await fetch(address);
  const type = response.headers.get('content-type') ?? '';
  const body = await response.text();
  const result = { status: response.status, links: [], parts: [], ids: [] };
  if (type.startsWith('text/html')) Object.assign(result, await tab.evaluate(read, body));
  if (type.startsWith('text/css')) result.parts = [...body.matchAll(/url\(\s*["']?([^"')]+)/g)].map(([, url]) => url);
  seen.set(address, result);
  return result;
}

/** The address that a page means by `href`, or null when it leads to another site. */
function internal(href, from) {
  const url = new URL(local(href), from);
  return url.href.startsWith(site) ? url : null;
}

/** What is wrong with the links of one page, and where they lead. */
async function follow(from) {
  const problems = [];
  const targets = [];
  const page = await visit(from);
  for (const href of [...page.links, ...page.parts]) {
    if (/^(data|mailto|tel):/.test(href)) continue;
    const url = internal(href, from);
    if (!url) continue;
    const isLink = page.links.includes(href);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    const target = await visit(url.href);
    const name = `${href} on /${from.replace(site, '')}`;
    if (target !== page && target.status !== 200) problems.push(`${name} answers ${target.status}`);
    else if (isLink && fragment && !target.ids.includes(fragment)) problems.push(`${name} has no such place`);
    // Stylesheets are followed too, for their own url(…).
    if (isLink || url.pathname.endsWith('.css')) targets.push(url.href);
  }
  return { problems, targets };
}

/** Follows all that can be reached from `start`. */
async function crawl(start) {
  const problems = [];
  const reached = new Set([start]);
  for (const from of reached) {
    const found = await follow(from);
    problems.push(...found.problems);
    found.targets.forEach((target) => reached.add(target));
  }
  return { problems, reached };
}

describe('links', () => {
  let fromHome;
  before(async () => {
    tab = await (await browser()).newPage();
    fromHome = await crawl(site);
  });
  after(() => tab?.close());

  it('every internal address answers, every #place exists', () => none(fromHome.problems));

  it('every page is reached from the home page', () => {
    const lost = pages.filter((page) => !page.isNotFound && !fromHome.reached.has(site + page.path));
    none(lost.map((page) => `no link leads to /${page.path}`));
  });

  it('every redirect leads to a page', async () => {
    const problems = [];
    for (const page of everyFile.filter(({ isRedirect }) => isRedirect)) {
      const found = await follow(site + page.path);
      if (found.targets.length === 0) problems.push(`/${page.path} leads nowhere`);
      problems.push(...found.problems);
    }
    none(problems);
  });

  it('every page of the sitemap answers, and is there in its own name', async () => {
    const sitemap = readFileSync(join(folder, 'sitemap.xml'), 'utf8');
    const addresses = [...sitemap.matchAll(/<loc>\s*([^<]+?)\s*<\/loc>/g)].map(([, address]) => address);
    claim(addresses.length > 0, 'the sitemap is empty');
    const problems = [];
    for (const address of addresses) {
      const page = pages.find(({ path }) => publicBase + path === address);
      const { status } = await visit(local(address));
      if (status !== 200) problems.push(`${address} answers ${status}`);
      else if (page?.canonical !== address) problems.push(`${address} names ${page?.canonical} as its address`);
    }
    none(problems);
  });

  it('an address that is not there is answered by the 404 page, whose links work from any depth', async () => {
    const deep = `${site}no/such/page/`;
    claim((await visit(deep)).status === 404, `${deep} does not answer 404`);
    const { problems, targets } = await follow(deep);
    claim(targets.includes(site), 'the 404 page has no link to the home page');
    none(problems);
  });
});

// Pages that stand beside the guide, not in it, need not be listed there, but lead to it all the same.
const leadsToGuide = pages.filter((page) => !page.isNotFound && !['guide', 'home', 'plain'].includes(page.kind));

eachPage(
  'leads to its guide, and the guide to it',
  async (own, page) => {
    await open(own, page);
    const visible = (selector) =>
      own
        .locator(selector)
        .evaluateAll((links) => links.filter((link) => link.checkVisibility()).map((link) => link.href.split('#')[0]));
    const isGuide = (address) => pages.some(({ path, kind }) => kind === 'guide' && site + path === address);
    const back = (await visible('article.page .guide-nav a[href]')).find(isGuide);
    claim(back, 'no visible link in .guide-nav leads to a guide');
    claim((await visible('.breadcrumb a[href]')).includes(back), `no visible link in .breadcrumb leads to ${back}`);
    if (!page.isContent) return;
    await own.goto(back);
    claim((await visible('main a[href]')).includes(site + page.path), `${back} has no link to this page`);
  },
  { over: leadsToGuide },
);
