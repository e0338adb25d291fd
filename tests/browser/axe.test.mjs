// axe-core over every page: WCAG 2.2 A, AA, AAA and its best practices, in light, in dark and right to left.
import { problems, withoutMarks } from './axe.mjs';
import { eachPage, none, open, openQuestions } from './suite.mjs';

async function check(tab, page, change = () => {}) {
  await open(tab, page);
  await openQuestions(tab);
  await tab.addStyleTag(withoutMarks);
  await tab.evaluate(change);
  none(await problems(tab));
}

// The widths differ because targets and layout do: nothing that axe sees depends on one of them alone.
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

eachPage('axe, light', (tab, page) => check(tab, page), { context: { viewport: desktop, bypassCSP: true } });
eachPage('axe, dark', (tab, page) => check(tab, page), { context: { viewport: phone, bypassCSP: true, colorScheme: 'dark' } });
eachPage('axe, right to left', (tab, page) => check(tab, page, () => (document.documentElement.dir = 'rtl')), {
  context: { viewport: phone, bypassCSP: true },
});

// In forced colours the system's colours take over; what is written in a colour of its own may vanish on them.
eachPage(
  'axe, forced colours',
  async (tab, page) => {
    await open(tab, page);
    await openQuestions(tab);
    await tab.addStyleTag(withoutMarks);
    none(await problems(tab, ['color-contrast']));
  },
  { context: { viewport: phone, bypassCSP: true, forcedColors: 'active' } },
);
