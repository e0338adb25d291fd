// The preview in a browser: each save is shown, problems come and go, and the desk works without a mouse and for everybody.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { problems as axeProblems, withoutMarks } from './axe.mjs';
import { picture } from './screenshots.mjs';
import { site } from './preview.mjs';
import { browser, claim, none } from './suite.mjs';

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1280, height: 800 } };

const original = 'Hold something cold in a cloth against it, and take paracetamol, not aspirin, for the pain.';
const faulty = 'We utilise a drop of blood. See [this page](nowhere.md).';

let preview;
before(async () => {
  preview = await site(['--editor', 'vscode://file/{path}:{line}']);
});
after(() => preview?.remove());

/** A tab at a page, with a list of whatever it complained of and a count of the times that it was loaded. */
async function visit(path, context = desktop) {
  const own = await (await browser()).newContext({ reducedMotion: 'reduce', ...context });
  const tab = await own.newPage();
  const complaints = [];
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  let loads = 0;
  tab.on('domcontentloaded', () => (loads += 1));
  await tab.goto(preview.origin + path);
  return { tab, complaints, loads: () => loads, close: () => own.close() };
}

/** Runs `check` while a file is changed, and mends the file whatever comes of it. */
async function changed(path, from, to, check) {
  preview.edit(path, from, to);
  try {
    await check();
  } finally {
    preview.edit(path, to, from);
  }
}

const shows = (tab, text) => tab.getByText(text).first().waitFor({ state: 'attached', timeout: 10_000 });

describe('the preview', { concurrency: 1 }, () => {
  it('shows each save once, at the same place, without a hand on the browser', async () => {
    const { tab, complaints, loads, close } = await visit('/faq/');
    await tab.evaluate(() => scrollTo(0, 300));
    let text = original;
    for (let save = 1; save <= 5; save += 1) {
      const next = `Save number ${save} is tiny.`;
      preview.edit('content/faq.md', text, next);
      text = next;
      await shows(tab, next);
      await tab.waitForTimeout(300);
      claim(loads() === save + 1, `after ${save} saves, the page was loaded ${loads()} times`);
    }
    claim((await tab.evaluate(() => scrollY)) === 300, 'the page jumped');
    preview.edit('content/faq.md', text, original);
    await shows(tab, original);
    none(complaints);
    await close();
  });

  it('shows a save to every tab that is open, though there are more than a browser has connections', async () => {
    const context = await (await browser()).newContext();
    const tabs = await Promise.all(Array.from({ length: 9 }, () => context.newPage()));
    for (const tab of tabs) await tab.goto(`${preview.origin}/faq/`);
    await changed('content/faq.md', original, 'All of them see this, tiny as it is.', async () => {
      await Promise.all(tabs.map((tab) => shows(tab, 'All of them see this')));
      // The one that listened for the others goes.
      await tabs.shift().close();
    });
    await Promise.all(tabs.map((tab) => shows(tab, original)));
    await context.close();
  });

  it('lays problems over the last good page and takes them away when they are mended', async () => {
    const { tab, complaints, close } = await visit('/faq/');
    await tab.getByText('No problems').waitFor();
    const message = tab.getByText('there is no file content/nowhere.md');
    const summary = tab.locator('carepress-bar summary');
    await changed('content/faq.md', original, faulty, async () => {
      await message.waitFor();
      claim(await tab.locator('main').getByText(original).count(), 'the last good page did not stay');
      claim(await tab.getByText('content/faq.md:40').first().isVisible(), 'file and line are not shown');
      claim((await tab.locator('carepress-bar mark').first().innerText()) === 'nowhere.md', 'the place is not marked');

      // Who closed it sees the page, also after a save that leaves the problems as they are.
      await summary.click();
      claim(!(await message.isVisible()), 'the problems can not be closed');
      await changed('content/index.md', 'kind: article', 'kind: "article"', async () => {
        await tab.waitForEvent('domcontentloaded');
        await summary.waitFor();
        claim(!(await message.isVisible()), 'what was closed opens again');
      });
      await tab.waitForEvent('domcontentloaded');
      await summary.click();
      await tab.getByText('Show it as it is now').click();
      await tab.locator('main').getByText('We utilise a drop').waitFor({ state: 'attached' });
      await tab.getByText('Show it as it was before them').click();
      await shows(tab, original);
    });
    await tab.getByText('No problems').waitFor();
    none(complaints);
    await close();
  });

  it('shows a template’s mistake and its end', async () => {
    const { tab, close } = await visit('/faq/');
    const templates = join(preview.folder, 'templates');
    mkdirSync(templates);
    writeFileSync(join(templates, 'article.html'), '<p>{{ titel }}</p>');
    await tab.getByText('did you mean `title`?').waitFor();
    claim(await tab.locator('main h1').isVisible(), 'the last good page did not stay');
    rmSync(templates, { recursive: true });
    await tab.getByText('No problems').waitFor();
    await close();
  });

  it('leads to the file in the editor', async () => {
    const { tab, close } = await visit('/faq/');
    const address = await tab.getByRole('link', { name: 'Edit this file' }).getAttribute('href');
    claim(address === `vscode://file${preview.folder}/content/faq.md:1`, address);
    await close();
  });

  it('says when it has stopped', async () => {
    const other = await site();
    const context = await (await browser()).newContext();
    const tab = await context.newPage();
    await tab.goto(`${other.origin}/faq/`);
    await other.remove();
    await tab.getByText('The preview has stopped').waitFor({ timeout: 10_000 });
    await context.close();
  });
});

describe('the desk', { concurrency: 1 }, () => {
  before(() => preview.edit('content/faq.md', original, faulty));
  after(() => preview.edit('content/faq.md', faulty, original));

  it('is sorted and searched without a mouse and without a script', async () => {
    const { tab, complaints, close } = await visit('/_desk/', { ...desktop, javaScriptEnabled: false });
    await tab.getByRole('link', { name: 'Sort by Problems' }).focus();
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/sort=problems/);
    const first = tab.getByRole('row').nth(1);
    claim((await first.innerText()).includes('1 error, 3 warnings'), `first comes ${await first.innerText()}`);
    const header = tab.getByRole('columnheader', { name: /Problems/ });
    claim((await header.getAttribute('aria-sort')) === 'descending', 'the order is not told');
    await tab.getByRole('searchbox').fill('myths');
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/q=myths/);
    claim((await tab.getByRole('row').count()) === 2, 'the search finds other than one page');
    await tab.getByRole('link', { name: /^Myths/ }).click();
    await tab.waitForURL(/\/myths\/$/);
    none(complaints);
    await close();
  });

  it('tries a sentence', async () => {
    const { tab, complaints, close } = await visit('/_desk/try/');
    const answer = tab.locator('#answer');
    await tab.getByLabel('Your words').fill('We utilise <img src=x onerror=alert(1)> needles.');
    await tab.keyboard.press('Control+Enter');
    await answer.getByText('"utilise" has a plainer word').waitFor();
    claim((await answer.locator('img').count()) === 0, 'the words were taken for HTML');
    await tab.getByLabel('Your words').fill('Rest for the day.');
    await tab.getByRole('button', { name: 'Check it' }).click();
    await answer.getByText('Nothing to mend').waitFor();
    none(complaints);
    await close();
  });

  const pages = ['/_desk/', '/_desk/problems/', '/_desk/claims/', '/_desk/try/', '/_desk/explain/broken-link/', '/faq/'];
  const name = (path) => ({ path: path.replace('/faq/', '/_bar/').slice(1) });

  for (const path of pages) {
    it(`${path} axe`, { timeout: 120_000 }, async () => {
      const views = [desktop, { ...phone, colorScheme: 'dark' }, { ...phone, forcedColors: 'active' }].map((view) => ({
        ...view,
        viewport: { ...view.viewport, height: 3000 },
      }));
      for (const view of views) {
        const { tab, close } = await visit(path, { ...view, bypassCSP: true });
        // axe cannot look behind generated marks, below the end of a list that scrolls, or at a word that is marked over two lines.
        const content = `${withoutMarks.content} .list { max-block-size: none !important; } mark { display: inline-block; }`;
        await tab.addStyleTag({ content });
        await tab.evaluate((css) => {
          const style = Object.assign(document.createElement('style'), { textContent: css });
          document.querySelector('carepress-bar')?.shadowRoot.append(style);
        }, content);
        none(await axeProblems(tab, view.forcedColors ? ['color-contrast'] : undefined));
        await close();
      }
    });

    it(`${path} fits a narrow window, and every stop shows that it has the focus`, async () => {
      const { tab, complaints, close } = await visit(path, { viewport: { width: 320, height: 640 } });
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      claim(wide <= 0, `${wide} pixels too wide`);
      const seen = new Set();
      for (let stop = 0; stop < 200; stop += 1) {
        await tab.keyboard.press('Tab');
        const focus = await tab.evaluate(() => {
          const outer = document.activeElement;
          const element = outer.shadowRoot?.activeElement ?? outer;
          window.stops ??= [];
          if (element === document.body || window.stops.includes(element)) return null;
          window.stops.push(element);
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return { text: element.outerHTML.slice(0, 80), isMarked: outlineStyle !== 'none' && outlineWidth !== '0px' };
        });
        if (!focus) break;
        seen.add(focus.text);
        claim(focus.isMarked, `${focus.text} does not show that it has the focus`);
      }
      claim(seen.size > 4, 'the keyboard reaches next to nothing');
      none(complaints);
      await close();
    });

    it(`${path} pictures`, async () => {
      for (const [view, context] of Object.entries({ phone, desktop, dark: { ...desktop, colorScheme: 'dark' } })) {
        const { tab, close } = await visit(path, context);
        await picture(name(path), view, (file) => tab.screenshot({ path: file }));
        await close();
      }
    });
  }
});
