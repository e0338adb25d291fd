// A page on paper: everything is printed, large enough, with the way back on each sheet.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { narrow } from './narrow.mjs';
import { pages } from './pages.mjs';
import { claim, eachPage, none, open, run } from './suite.mjs';
import { picture } from './screenshots.mjs';

/** Letters and digits alone: line ends, hyphens at line ends and ligatures differ between paper and page. */
const squeeze = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** The longest beginning of `text` that stands somewhere in `paper`, and where it ends there. */
function longestBeginning(text, paper) {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (paper.includes(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return { length: low, end: paper.indexOf(text.slice(0, low)) + low };
}

/** Whether a block of text is on the paper, in at most `pieces` pieces: addresses may be printed after links, a sheet may end. */
function isPrinted(text, paper, pieces) {
  let rest = squeeze(text);
  let there = paper;
  for (let piece = 0; rest && piece < pieces; piece += 1) {
    const found = longestBeginning(rest, there);
    rest = rest.slice(found.length);
    there = there.slice(found.end, found.end + rest.length + 600);
  }
  return rest === '';
}

/** What must be on the paper, read from the page as it is on the screen. Runs in the page. */
function promised() {
  const blocks = 'p, li, dt, dd, h1, h2, h3, h4, td, th, figcaption, pre';
  const texts = [...document.querySelectorAll(`main :is(.page-head, .body, .sources, .about-page) :is(${blocks})`)]
    .filter((block) => !block.querySelector(blocks))
    .map((block) => {
      const copy = block.cloneNode(true);
      copy.querySelectorAll('[aria-hidden="true"], svg').forEach((part) => part.remove());
      return { text: copy.textContent.trim(), links: block.querySelectorAll('a').length };
    });
  const about = document.querySelector('.about-page');
  const version = about?.querySelector('.version')?.innerText ?? about?.innerText.match(/version:?\s+([\w.-]*\w)/i)?.[1];
  return { texts, version };
}

/** What is too small or may be torn apart, by the styles for paper. Runs in the page. */
function smallOrTorn() {
  const found = [];
  for (const element of document.querySelectorAll('main *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const size = parseFloat(getComputedStyle(element).fontSize) * 0.75;
    if (hasText && size < 11.99 && element.checkVisibility() && !element.closest('svg, sup, sub')) {
      found.push(`${size} pt: "${element.textContent.trim().slice(0, 50)}"`);
    }
    const mayBreak = getComputedStyle(element).breakInside === 'auto';
    if (mayBreak && element.matches('.card, .do-list, .myth, figure')) found.push(`<${element.className}> may be torn apart`);
  }
  return found;
}

/** Lines of these texts that came out small: a browser shrinks a page that is too wide for the paper, whatever its styles say. */
async function shrunk(pdf, texts) {
  const xml = await run('pdftohtml', ['-xml', '-stdout', '-i', '-zoom', '1', pdf], 'poppler-utils');
  const sizes = new Map([...xml.matchAll(/<fontspec id="(\d+)" size="(\d+)"/g)].map(([, id, size]) => [id, Number(size)]));
  const lines = [...xml.matchAll(/<text [^>]*font="(\d+)">(.*?)<\/text>/g)]
    .map(([, font, line]) => ({ size: sizes.get(font), line: line.replace(/<[^>]*>/g, '') }))
    // Short lines may be numbers of sources, which are small on purpose.
    .filter(({ line }) => squeeze(line).length > 9 && texts.some(({ text }) => squeeze(text).includes(squeeze(line))));
  if (lines.length === 0) return ['no line of the page could be measured on the paper'];
  return lines.filter(({ size }) => size < 12).map(({ size, line }) => `${size} pt on paper: "${line}"`);
}

async function decodeQr(pdf, folder) {
  await run('pdftoppm', ['-r', '150', '-png', pdf, join(folder, 'sheet')], 'poppler-utils');
  const sheets = (await readdir(folder)).filter((file) => file.endsWith('.png')).sort();
  // The code stands at the end of a page.
  for (const sheet of sheets.reverse()) {
    const { data, width, height } = PNG.sync.read(await readFile(join(folder, sheet)));
    const code = jsQR(new Uint8ClampedArray(data), width, height);
    if (code) return code.data;
  }
  return 'no QR code that can be read';
}

eachPage(
  'on paper',
  async (tab, page, t) => {
    claim(page.canonical, 'the page names no canonical address');
    await open(tab, page);
    const { texts, version } = await tab.evaluate(promised);
    const hasQr = (await tab.locator('.qr svg').count()) > 0;
    const needsQr = (await tab.locator('.about-page').count()) > 0;
    const folder = await mkdtemp(join(tmpdir(), 'carepress-print-'));
    try {
      const pdf = join(folder, 'page.pdf');
      await tab.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true });
      await picture(page, 'print', (file) =>
        run(
          'pdftoppm',
          ['-r', '80', '-png', '-singlefile', '-f', '1', '-l', '1', pdf, file.replace(/\.png$/, '')],
          'poppler-utils',
        ),
      );
      const sheets = (await run('pdftotext', ['-raw', '-enc', 'UTF-8', pdf, '-'], 'poppler-utils'))
        .split('\f')
        .slice(0, -1)
        .map(squeeze);
      const paper = sheets.join('');

      const problems = texts
        .filter(({ text, links }) => !isPrinted(text, paper, links + 2))
        .map(({ text }) => `not on the paper: "${text.slice(0, 80)}"`);
      if (texts.length === 0) problems.push('the page has no text to look for');
      // A list made from other pages has no version of its own.
      if (!version && page.isContent) problems.push('the page names no version');
      const address = squeeze(page.canonical.replace(/^https?:\/\//, ''));
      sheets.forEach((sheet, index) => {
        if (!sheet.includes(address)) problems.push(`sheet ${index + 1} of ${sheets.length} lacks the address`);
        if (version && !sheet.includes(squeeze(version)))
          problems.push(`sheet ${index + 1} of ${sheets.length} lacks the version`);
      });

      problems.push(...(await shrunk(pdf, texts)));
      if (needsQr && !hasQr) problems.push('no QR code leads from the sheet back to the page');
      if (hasQr) {
        const decoded = await decodeQr(pdf, folder);
        if (decoded !== page.canonical) problems.push(`the QR code says "${decoded}", the page is ${page.canonical}`);
      }
      await tab.emulateMedia({ media: 'print' });
      // The width of the text on A4, so that boxes are as wide as on paper.
      await tab.setViewportSize({ width: 680, height: 960 });
      problems.push(...(await tab.evaluate(narrow)));
      problems.push(...(await tab.evaluate(smallOrTorn)));
      t.diagnostic(`${sheets.length} sheets, ${hasQr ? 'with' : 'without'} QR code`);
      none(problems);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  { over: pages.filter((page) => !page.isNotFound) },
);
