// axe-core's rules and how its answer is read, for the pages of the site and of the preview alike.
import axe from 'axe-core';

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

/** What axe finds in the page that a tab shows; all of its rules unless some are named. */
export async function problems(tab, values = rules) {
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
export const withoutMarks = { content: '::before, ::after { content: none !important; }' };
