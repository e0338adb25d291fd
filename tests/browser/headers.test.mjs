// The built site behind real web servers, set up with the lines that `carepress headers` prints: what they say, what the MDN
// Observatory would give for it, and that a real browser still shows every page whole under it.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as plain } from 'node:http';
import { request as encrypted } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';
import { score } from './observatory.mjs';
import { serve } from './server.mjs';
import { claim, none } from './suite.mjs';
import { certificateIn, servers, start } from './webservers.mjs';

const top = resolve(import.meta.dirname, '../..');
const built = ['release', 'debug'].map((profile) => join(top, 'target', profile, 'carepress'));
const program = process.env.CAREPRESS ?? built.find(existsSync);
if (!program) throw new Error('There is no built program: run `cargo build`, or name one in CAREPRESS.');

// This repository's site, with what it lacks: an old address, and a word to those who find a hole.
const work = mkdtempSync(join(tmpdir(), 'carepress-headers-'));
chmodSync(work, 0o755);
const root = join(work, 'site');
for (const part of ['content', 'templates', 'static']) cpSync(join(top, part), join(root, part), { recursive: true });
const settings = readFileSync(join(top, 'site.yaml'), 'utf8');
writeFileSync(join(root, 'site.yaml'), `${settings}security:\n  contact: ["mailto:security@clinic.example"]\n  expires: 2027-06-30\n`);
const faq = join(root, 'content/faq.md');
writeFileSync(faq, readFileSync(faq, 'utf8').replace('\nkind: faq\n', '\nkind: faq\naliases: [/questions-and-answers/]\n'));
const carepress = (...args) => execFileSync(program, ['--root', root, ...args], { encoding: 'utf8', stdio: 'pipe' });
const folder = join(work, 'public');
carepress('build', '--today', '2027-01-02', '--output', folder);
const stylesheet = readFileSync(join(folder, 'index.html'), 'utf8').match(/style\.[0-9a-f]{8}\.css/)[0];
const secrets = certificateIn(work);
after(() => rmSync(work, { recursive: true }));

/** The answer to one request, no redirection followed. */
const get = (address) =>
  new Promise((ready, fail) => {
    const send = address.startsWith('https:') ? encrypted : plain;
    const asked = send(address, { ca: readFileSync(secrets.certificate), agent: false }, (answer) => {
      let html = '';
      answer.setEncoding('utf8').on('data', (text) => (html += text));
      const headers = (name) => answer.headersDistinct[name] ?? [];
      answer.on('end', () => ready({ status: answer.statusCode, headers, html, location: answer.headers.location }));
    });
    asked.on('error', fail).end();
  });

const pages = ['', 'first-session/', 'faq/', 'faq/index.html', 'questions-and-answers/', 'register.html', 'glossary/'];
const policy = (answer) => answer.headers('content-security-policy').join();

for (const name of Object.keys(servers)) {
  describe(name, () => {
    let server;
    let browser;
    before(async () => {
      mkdirSync(join(work, 'run'), { recursive: true });
      server = await start(name, { folder, work: join(work, 'run'), lines: carepress('headers', name), ...secrets });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    it(`${name}: the Observatory gives every page 150 points or more`, async () => {
      for (const path of pages) {
        const answer = await get(server.https + path);
        const unencrypted = await get(server.http + path);
        const { score: total, points } = score({ ...answer, http: server.http + path, location: unencrypted.location });
        claim(answer.status === 200 && total >= 150, `/${path} answers ${answer.status}, ${total} points: ${JSON.stringify(points)}`);
      }
    });

    it(`${name}: no source is unsafe, and every answer carries the policy once`, async () => {
      for (const path of [...pages, stylesheet, 'pictures/five-steps.svg', 'nothing/here/', 'sitemap.xml']) {
        const answer = await get(server.https + path);
        const said = policy(answer);
        claim(/^default-src 'none';/.test(said) && said.includes("frame-ancestors 'none'"), `/${path} says ${said}`);
        claim(!/unsafe|https?:|\*/.test(said), `/${path} allows too much: ${said}`);
        for (const [header, values] of ['x-content-type-options', 'permissions-policy', 'content-type'].map((one) => [one, answer.headers(one)])) {
          claim(values.length === 1, `/${path} says ${header} ${values.length} times`);
        }
        const type = answer.headers('content-type')[0];
        claim(!/^text\/(html|plain)/.test(type) || /charset=utf-8/i.test(type), `/${path} is ${type}`);
      }
    });

    it(`${name}: what can't change is kept for ever, all else for minutes, what is not there not at all`, async () => {
      const kept = async (path) => (await get(server.https + path)).headers('cache-control').join();
      none([
        ...(/max-age=31536000, immutable/.test(await kept(stylesheet)) ? [] : [`${stylesheet}: ${await kept(stylesheet)}`]),
        ...(/^(public, )?max-age=300$/.test(await kept('faq/')) ? [] : [`faq/: ${await kept('faq/')}`]),
        ...(/^(public, )?max-age=300$/.test(await kept('pictures/five-steps.svg')) ? [] : ['a picture is kept for another time']),
        ...(/immutable|max-age=[1-9]/.test(await kept('style.00000000.css')) ? ['what is not there is kept'] : []),
      ]);
    });

    it(`${name}: shows security.txt, and nothing that the program keeps for itself`, async () => {
      const word = await get(`${server.https}.well-known/security.txt`);
      claim(word.status === 200 && word.html.startsWith('Contact: mailto:security@clinic.example\nExpires: 2027-06-30T00:00:00Z\n'), word.html);
      claim(/^text\/plain/.test(word.headers('content-type')[0]), 'security.txt is no plain text');
      for (const path of ['.carepress.json', '_headers', '_redirects', '%2ecarepress.json', './/.carepress.json']) {
        const answer = await get(server.https + path);
        claim(answer.status === 404 && !answer.html.includes('"hash"'), `/${path} answers ${answer.status}`);
      }
    });

    it(`${name}: a browser shows every page whole, with nothing to complain of`, { timeout: 120_000 }, async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      const problems = [];
      for (const path of [...pages, 'nothing/here/']) {
        const tab = await context.newPage();
        const note = (what) => problems.push(`/${path} ${what}`);
        // That there is no such page is what is asked here.
        tab.on('console', (message) => /status of 404/.test(message.text()) || note(`console: ${message.text()}`));
        tab.on('requestfailed', (request) => note(`failed: ${request.url()}`));
        await tab.goto(server.https + path, { waitUntil: 'networkidle' });
        if (path === 'questions-and-answers/') await tab.waitForURL(`${server.https}faq/`);
        const seen = await tab.evaluate(async () => {
          for (const picture of document.images) picture.loading = 'eager';
          await Promise.all([...document.images].map((picture) => picture.decode().catch(() => null)));
          return {
            rules: document.styleSheets[0]?.cssRules.length ?? 0,
            empty: [...document.images].filter((picture) => picture.naturalWidth === 0).map((picture) => picture.src),
            data: [...document.querySelectorAll('script')].map((script) => script.text),
          };
        });
        if (seen.rules === 0) note('has lost its looks');
        for (const picture of seen.empty) note(`lacks the picture ${picture}`);
        for (const data of seen.data) JSON.parse(data);
        await tab.close();
      }
      none(problems);
    });

    it(`${name}: no script runs, no frame shows a page`, async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      const tab = await context.newPage();
      await tab.goto(server.https);
      const ran = await tab.evaluate(async () => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        const picture = document.createElement('img');
        picture.setAttribute('onerror', 'window.ran = true');
        picture.src = 'data:,';
        document.body.append(picture);
        await new Promise((resolve) => setTimeout(resolve, 300));
        return window.ran === true;
      });
      claim(!ran, 'a script ran');
      const outer = await context.newPage();
      await outer.goto('about:blank');
      await outer.setContent(`<iframe src="${server.https}"></iframe>`);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const isShown = (frame) => frame.evaluate(() => document.querySelector('main#main') !== null).catch(() => false);
      const shown = await Promise.all(outer.frames().slice(1).map(isShown));
      claim(shown.length === 1 && !shown[0], 'a frame shows the page');
    });
  });
}

it('a portable copy, opened from its folder, has its looks and its pictures', async () => {
  const copy = join(work, 'portable');
  carepress('build', '--portable', '--today', '2027-01-02', '--output', copy);
  const browser = await launch();
  const tab = await browser.newPage();
  const problems = [];
  tab.on('console', (message) => problems.push(`console: ${message.text()}`));
  await tab.goto(pathToFileURL(join(copy, 'hours-after/index.html')).href);
  const seen = await tab.evaluate(async () => {
    for (const picture of document.images) picture.loading = 'eager';
    await Promise.all([...document.images].map((picture) => picture.decode().catch(() => null)));
    return { looks: getComputedStyle(document.body).margin === '0px', empty: [...document.images].filter((one) => one.naturalWidth === 0).length };
  });
  await browser.close();
  claim(seen.looks, 'it has lost its looks');
  claim(seen.empty === 0, 'it lacks pictures');
  none(problems);
});

it('a page alone, behind a server that says nothing, lets no script run', async () => {
  const silent = await serve(folder);
  const browser = await launch();
  const tab = await browser.newPage();
  await tab.goto(`${silent.origin}/faq/`);
  const ran = await tab.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    return window.ran === true;
  });
  await browser.close();
  silent.close();
  claim(!ran, 'a script ran');
});
