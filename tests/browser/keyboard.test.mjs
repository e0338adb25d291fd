// The page without a mouse: skip link, visible focus, order, questions, and addresses that open an answer.
import { claim, eachPage, none, open, site } from './suite.mjs';

// Remembers how everything looks without the focus, and describes what has it. Runs in the page.
function remember() {
  const look = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    return { outline: outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow };
  };
  const stops = [
    ...document.querySelectorAll('a[href], area[href], summary, button, input, select, textarea, [tabindex]'),
  ].filter(
    // Without its focus the skip link may be hidden in any way.
    (element) => element.tabIndex >= 0 && (element.matches('.skip') || element.checkVisibility({ visibilityProperty: true })),
  );
  const rest = new Map(stops.map((element) => [element, look(element)]));
  window.stops = stops;
  window.describeFocus = () => {
    const element = document.activeElement;
    const now = look(element);
    const then = rest.get(element);
    // A link that runs over two lines has a box of its own on each.
    const isSeen = [...element.getClientRects()].some((box) => {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const hit = document.elementFromPoint(x, y);
      return hit && (element.contains(hit) || hit.contains(element));
    });
    return {
      index: stops.indexOf(element),
      name: `<${element.localName}> "${(element.innerText ?? element.textContent).trim().slice(0, 50)}"`,
      hasOutline: now.outline !== '' && now.outline !== then?.outline && !/ 0px /.test(now.outline),
      hasShadow: now.boxShadow !== 'none' && now.boxShadow !== then?.boxShadow,
      isSeen,
    };
  };
}

async function walk(tab, page, isMarked) {
  await open(tab, page);
  await tab.evaluate(remember);
  const count = await tab.evaluate(() => window.stops.length);
  const problems = [];
  for (let index = 0; index < count; index += 1) {
    await tab.keyboard.press('Tab');
    const focus = await tab.evaluate(() => window.describeFocus());
    if (focus.index !== index) {
      const expected = await tab.evaluate((at) => window.stops[at].outerHTML.slice(0, 80), index);
      problems.push(`tab stop ${index + 1} is ${focus.name}, not ${expected}`);
      break;
    }
    if (!isMarked(focus)) problems.push(`${focus.name} does not show that it has the focus`);
    if (!focus.isSeen) problems.push(`${focus.name} has the focus but is not to be seen`);
  }
  none(problems);
}

const phone = { viewport: { width: 390, height: 844 } };
eachPage(
  'focus: every stop in order and visible',
  (tab, page) => walk(tab, page, (focus) => focus.hasOutline || focus.hasShadow),
  {
    context: phone,
  },
);
// Forced colours remove shadows: only an outline stays.
eachPage('focus in forced colours', (tab, page) => walk(tab, page, (focus) => focus.hasOutline), {
  context: { ...phone, forcedColors: 'active' },
});

eachPage('skip link', async (tab, page) => {
  await open(tab, page);
  await tab.keyboard.press('Tab');
  const focused = () =>
    tab.evaluate(() => ({ class: document.activeElement.className, inMain: !!document.activeElement.closest('main') }));
  claim((await focused()).class === 'skip', 'the first tab stop is not the skip link');
  await tab.keyboard.press('Enter');
  await tab.waitForFunction(() => location.hash === '#main', null, { timeout: 5000 });
  const inMain = await tab.evaluate(() => !!document.querySelector('main :is(a[href], summary, [tabindex="0"])'));
  await tab.keyboard.press('Tab');
  claim(!inMain || (await focused()).inMain, 'after the skip link, the next tab stop is not in main');
});

eachPage('questions open and close with Enter and Space', async (tab, page, t) => {
  await open(tab, page);
  const problems = [];
  const questions = await tab.locator('details').all();
  for (const question of questions) {
    await question.locator('summary').focus();
    const name = await question.locator('summary').innerText();
    for (const key of ['Enter', 'Space']) {
      const before = await question.evaluate((details) => details.open);
      await tab.keyboard.press(key);
      if ((await question.evaluate((details) => details.open)) === before) problems.push(`"${name}" does not answer to ${key}`);
    }
  }
  t.diagnostic(`${questions.length} questions`);
  none(problems);
});

eachPage('an address opens its question', async (tab, page) => {
  await open(tab, page);
  const idsWithin = (details) => [...details.querySelectorAll('[id]')].map((element) => element.id);
  const closed = await Promise.all((await tab.locator('details').all()).map((question) => question.evaluate(idsWithin)));
  const problems = closed.flatMap((ids, index) => (ids.length ? [] : [`question ${index + 1} has no answer with an id`]));
  for (const id of closed.flat()) {
    // A new document each time, as when the address is typed, or followed from another page.
    await tab.goto('about:blank');
    await tab.goto(`${site}${page.path}#${encodeURIComponent(id)}`);
    const isShown = await tab.evaluate((name) => {
      const element = document.getElementById(name);
      const box = element.getBoundingClientRect();
      return element.checkVisibility({ contentVisibilityAuto: true }) && box.top < innerHeight && box.bottom > 0;
    }, id);
    if (!isShown) problems.push(`#${id} does not open its question or is not scrolled to`);
  }
  none(problems);
});
