// axe-core over every page: WCAG 2.2 A, AA, AAA and its best practices, in light, in dark and right to left.
import axe from 'axe-core';
import { eachPage, none, open, openQuestions } from './suite.mjs';

const tags = [
  ...['wcag2a', 'wcag2aa', 'wcag2aaa'],
  ...['wcag21a', 'wcag21aa', 'wcag21aaa'],
  ...['wcag22a', 'wcag22aa', 'wcag22aaa'],
  'best-practice',
];

// Named one by one, because a tag alone leaves the rules off that axe has off by default: target-size and all of AAA.
// Deprecated rules are replaced by newer ones, experimental ones are known to be wrong at times.
const rules = axe
  .getRules(tags)
  .filter((rule) => !rule.tags.includes('deprecated') && !rule.tags.includes('experimental'))
  .map((rule) => rule.ruleId);

async function problems(tab, values = rules) {
  await tab.evaluate(axe.source);
  const found = await tab.evaluate(
    (names) =>
      window.axe.run(document, {
        runOnly: { type: 'rule', values: names },
        rules: Object.fromEntries(names.map((name) => [name, { enabled: true }])),
        resultTypes: ['violations', 'incomplete'],
      }),
    values,
  );
  // What axe could not decide has not passed: it is to be made plain enough to be decided. The exception are the marks of lists,
  // hidden from screen readers, whose meaning stands in words beside them.
  const isMark = (node) => /^<[^>]*aria-hidden="true"/.test(node.html);
  const undecided = found.incomplete.map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !isMark(node)) }));
  return [...found.violations, ...undecided].flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}\n  ${explain(node)}`),
  );
}

const explain = (node) => [...node.any, ...node.all, ...node.none].map((part) => part.message).join(' ');

// axe cannot look behind generated marks and would leave the text beside them undecided.
const withoutMarks = { content: '::before, ::after { content: none !important; }' };

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
