// Nobody else learns that a page was read, and nothing is left on the reader's device.
import { eachPage, none, open, site } from './suite.mjs';

eachPage(
  'our host alone, two requests, an empty console',
  async (tab, page) => {
    const requests = [];
    const problems = [];
    tab.context().on('request', (request) => requests.push(request));
    tab.on('console', (message) => problems.push(`console: ${message.text()}`));
    tab.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    tab.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
    await open(tab, page);
    // Pictures further down are loaded late: scroll past all of them.
    await tab.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    await tab.waitForLoadState('networkidle');

    const sent = requests.filter((request) => !request.url().startsWith('data:'));
    for (const request of sent) {
      if (!request.url().startsWith(site)) problems.push(`request to another host: ${request.url()}`);
    }
    const before = sent.filter((request) => request.resourceType() !== 'image').map((request) => request.url());
    if (before.length > 2) problems.push(`${before.length} requests before pictures: ${before.join(', ')}`);
    none(problems);
  },
  { alone: true },
);

eachPage(
  'nothing stored, no script',
  async (tab, page) => {
    await open(tab, page);
    const problems = await tab.evaluate(async () => {
      const found = [];
      const expect = (isTrue, message) => isTrue || found.push(message);
      expect(document.cookie === '', 'a cookie');
      expect(localStorage.length === 0, 'localStorage');
      expect(sessionStorage.length === 0, 'sessionStorage');
      expect((await indexedDB.databases()).length === 0, 'IndexedDB');
      expect((await caches.keys()).length === 0, 'cache storage');
      expect((await navigator.serviceWorker.getRegistrations()).length === 0, 'a service worker');

      for (const script of document.scripts) {
        expect(script.type === 'application/ld+json' && !script.src, `a script: ${script.outerHTML.slice(0, 80)}`);
        try {
          JSON.parse(script.text);
        } catch (error) {
          found.push(`JSON-LD that is no JSON: ${error.message}`);
        }
      }
      for (const element of document.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          expect(!name.startsWith('on') && !/^\s*javascript:/i.test(value), `a script in <${element.localName} ${name}>`);
        }
      }
      // A browser asks for /favicon.ico unless the page brings its icon along. Headless Chromium asks for none, so the log can't tell.
      const icons = [...document.querySelectorAll('link[rel~="icon"]')];
      expect(icons.length > 0 && icons.every((icon) => icon.href.startsWith('data:')), 'no icon as data: address');
      // These open connections that no request log shows.
      const hints = document.querySelectorAll(
        'link:is([rel~="preconnect"], [rel~="dns-prefetch"], [rel~="prefetch"], [rel~="preload"])',
      );
      for (const hint of hints) found.push(`a hint to fetch: ${hint.outerHTML}`);
      return found;
    });
    if ((await tab.context().cookies()).length > 0) problems.push('a cookie in the browser');
    none(problems);
  },
  { alone: true },
);
