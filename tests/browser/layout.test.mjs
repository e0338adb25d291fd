// Reflow, zoom, text spacing, reading order: the page fits every screen and every reader's settings.
import { narrow } from './narrow.mjs';
import { eachPage, none, open, openQuestions } from './suite.mjs';

/** What sticks out of the page sideways, whether it can be scrolled to or is cut off. Runs in the page. */
function sideways() {
  const width = document.documentElement.clientWidth;
  const found = [];
  const reported = new Set();
  if (document.scrollingElement.scrollWidth > width) {
    found.push(`the page is ${document.scrollingElement.scrollWidth} px wide on a screen of ${width} px`);
  }
  // A wide table may scroll inside its own region (WCAG 1.4.10 excepts it); the skip link waits outside until it has the focus.
  const excepted = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at.matches('.skip')) return true;
      if (at !== element && /auto|scroll/.test(getComputedStyle(at).overflowX) && at.matches('[tabindex="0"]')) return true;
    }
    return false;
  };
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || (box.right <= width + 1 && box.left >= -1) || excepted(element)) continue;
    reported.add(element);
    // What sticks out with its parent is no news.
    if (reported.has(element.parentElement)) continue;
    found.push(`<${element.localName} class="${element.className}"> reaches from ${box.left} to ${box.right} px of ${width}`);
  }
  return found;
}

/** Text that is cut off or runs over what follows it. Runs in the page. */
function clipped() {
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    // Boxes of one pixel hide words for screen readers.
    const isBox = element.clientWidth > 1 && element.clientHeight > 1 && !element.closest('svg');
    if (!isBox || !element.textContent.trim()) continue;
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const cuts = (overflow) => (overflow === 'visible' ? hasText : /hidden|clip/.test(overflow));
    // The letters of a title set tightly reach a little over their lines: half a letter's height is no lost line.
    const play = parseFloat(style.fontSize) / 2;
    const tooHigh = cuts(style.overflowY) && element.scrollHeight > element.clientHeight + play;
    const tooWide = cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 2;
    if (tooHigh || tooWide) found.push(`<${element.localName} class="${element.className}"> is too small for its text`);
  }
  return found;
}

const isFitting = async (tab) => [
  ...(await tab.evaluate(sideways)),
  ...(await tab.evaluate(clipped)),
  ...(await tab.evaluate(narrow)),
];

eachPage('no sideways scrolling at 320, 390, 768, 1280 px', async (tab, page) => {
  await open(tab, page);
  await openQuestions(tab);
  const problems = [];
  for (const width of [320, 390, 768, 1280]) {
    await tab.setViewportSize({ width, height: 800 });
    problems.push(...(await isFitting(tab)).map((problem) => `${width} px: ${problem}`));
  }
  none(problems);
});

eachPage(
  'no sideways scrolling at 400% zoom',
  async (tab, page) => {
    await open(tab, page);
    await openQuestions(tab);
    none(await isFitting(tab));
  },
  // A window of 1280 by 800 px at 400% has 320 by 200, with four device pixels each.
  { context: { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 } },
);

eachPage(
  'text spacing of WCAG 1.4.12',
  async (tab, page) => {
    await open(tab, page);
    await openQuestions(tab);
    await tab.addStyleTag({
      content: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
                p { margin-block-end: 2em !important; }`,
    });
    none(await isFitting(tab));
  },
  { context: { viewport: { width: 320, height: 640 }, bypassCSP: true } },
);

// WCAG 2.5.5 (AAA): 44 by 44 px for all that is not a link within a sentence.
eachPage(
  'targets of 44 px',
  async (tab, page) => {
    await open(tab, page);
    await openQuestions(tab);
    const small = await tab.evaluate(() => {
      const isInSentence = (link) => {
        const block = link.closest('p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4');
        const around = block?.textContent.replace(link.textContent, '') ?? '';
        return getComputedStyle(link).display === 'inline' && /\p{L}|\[/u.test(around);
      };
      // Feels around the middle, for a link may reach over the whole tile around it.
      const isLarge = (target) => {
        target.scrollIntoView({ block: 'center' });
        const box = target.getBoundingClientRect();
        if (box.width >= 43.9 && box.height >= 43.9) return true;
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const edges = [
          [x - 21.5, y],
          [x + 21.5, y],
          [x, y - 21.5],
          [x, y + 21.5],
        ];
        return edges.every(([left, top]) => target.contains(document.elementFromPoint(left, top)));
      };
      return [...document.querySelectorAll('a[href], summary, button, input, select')]
        .filter(
          (target) => target.checkVisibility() && !target.matches('.skip, sup *') && !isInSentence(target) && !isLarge(target),
        )
        .map((target) => ({ name: target.textContent.trim(), box: target.getBoundingClientRect() }))
        .map(({ name, box }) => `"${name}" is ${box.width.toFixed(1)} by ${box.height.toFixed(1)} px`);
    });
    none(small);
  },
  { context: { viewport: { width: 390, height: 844 } } },
);

// WCAG 1.4.8 (AAA): at most 80 characters a line, lines 1.5 apart, not justified.
eachPage(
  'lines that are easy to read',
  async (tab, page) => {
    await open(tab, page);
    await openQuestions(tab);
    const hard = await tab.evaluate(() =>
      [...document.querySelectorAll('main :is(p, li, dd)')]
        .filter((block) => block.checkVisibility() && block.textContent.trim())
        .flatMap((block) => {
          const style = getComputedStyle(block);
          const spacing = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
          const lines = Math.round(block.clientHeight / parseFloat(style.lineHeight));
          const text = block.textContent.trim();
          const found = [];
          if (!(spacing >= 1.495)) found.push(`lines ${spacing} apart`);
          if (style.textAlign === 'justify') found.push('justified');
          // The last line is shorter: the longest is longer than this.
          const letters = Math.round(text.length / lines);
          if (block.localName === 'p' && letters > 80) found.push(`${letters} letters a line`);
          return found.map((what) => `${what}: "${text.slice(0, 50)}"`);
        }),
    );
    none(hard);
  },
  { context: { viewport: { width: 1280, height: 800 } } },
);

// Forced colours take backgrounds and shadows away: a card must then still have an edge and its level in words.
eachPage(
  'cards in forced colours',
  async (tab, page) => {
    await open(tab, page);
    const lost = await tab.evaluate(() =>
      [...document.querySelectorAll('.card')].flatMap((card) => {
        const style = getComputedStyle(card);
        const sides = ['BlockStart', 'BlockEnd', 'InlineStart', 'InlineEnd'];
        const hasEdge =
          parseFloat(style.outlineWidth) * (style.outlineStyle !== 'none') > 0 ||
          sides.some((side) => parseFloat(style[`border${side}Width`]) > 0);
        const level = card.querySelector('.level')?.innerText.trim();
        return [!hasEdge && `${card.className} has no edge`, !level && `${card.className} has no level in words`].filter(Boolean);
      }),
    );
    none(lost);
  },
  { context: { forcedColors: 'active', viewport: { width: 390, height: 844 } } },
);

eachPage(
  'seen in the order in which it is read',
  async (tab, page) => {
    await open(tab, page);
    await openQuestions(tab);
    const jumps = await tab.evaluate(() => {
      const seen = [...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li)')].filter((block) => block.checkVisibility());
      return seen
        .slice(1)
        .filter((block, index) => block.getBoundingClientRect().top < seen[index].getBoundingClientRect().top - 1)
        .map((block) => `"${block.textContent.trim().slice(0, 60)}" stands above what is read before it`);
    });
    none(jumps);
  },
  { context: { viewport: { width: 390, height: 844 } } },
);

eachPage('without CSS', async (tab, page) => {
  await open(tab, page);
  const words = () => document.body.innerText.split(/\s+/).filter(Boolean);
  const before = await tab.evaluate(words);
  await tab.evaluate(() => document.querySelectorAll('link[rel~="stylesheet"], style').forEach((sheet) => sheet.remove()));
  const after = new Set(await tab.evaluate(words));
  const lost = before.filter((word) => !after.has(word)).map((word) => `"${word}" is lost without CSS`);
  const order = await tab.evaluate(() => {
    const main = document.querySelector('main');
    const first = main?.innerText.trim().split('\n')[0];
    const title = main?.querySelector('h1')?.innerText.trim();
    return first === title ? [] : [`main begins with "${first}", not with its h1 "${title}"`];
  });
  none([...lost, ...order, ...(await tab.evaluate(sideways))]);
});

eachPage('pictures load and keep their place', async (tab, page) => {
  await open(tab, page);
  const broken = await tab.evaluate(async () => {
    const images = [...document.images];
    images.forEach((image) => (image.loading = 'eager'));
    await Promise.all(images.map((image) => image.decode().catch(() => {})));
    return images.flatMap((image) => [
      ...(image.naturalWidth > 0 ? [] : [`${image.src} does not load`]),
      ...(image.hasAttribute('width') && image.hasAttribute('height') ? [] : [`${image.src} has no width and height`]),
    ]);
  });
  none(broken);
});
