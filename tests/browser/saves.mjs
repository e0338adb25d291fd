// Saves over and over under a real browser's eyes, and counts how often each was seen. It takes minutes, so it is no part of the
// suite.
//
//   cargo build --release
//   node tests/browser/saves.mjs SITE [SAVES]
//
// SITE is the folder of any site; it is not written to: a copy of it is. Each save puts a mark of its own into one article, in one
// of the ways in which editors save. It is seen once when the browser shows that mark, and was loaded once for it. The last lines
// say how many were, how long it took from the save to the page, and how the preview's memory grew.
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { launch } from './browser.mjs';
import { serve } from './preview.mjs';

const [from, count = '100'] = process.argv.slice(2);
if (!from) throw new Error('Name the folder of a site: node saves.mjs SITE [SAVES]');
const folder = mkdtempSync(join(tmpdir(), 'carepress-saves-'));
for (const part of ['site.yaml', 'content', 'templates', 'static']) {
  try {
    cpSync(resolve(from, part), join(folder, part), { recursive: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

const articles = readdirSync(join(folder, 'content'), { recursive: true })
  .filter((path) => path.endsWith('.md') && !path.endsWith('index.md'))
  .sort();
const file = join(folder, 'content', articles[Math.floor(articles.length / 2)]);
const text = readFileSync(file, 'utf8').trimEnd();

/** How editors save: in place, by rename, and by setting the old file aside first. */
const ways = [
  (words) => writeFileSync(file, words),
  (words) => {
    writeFileSync(`${file}.x1y2z3`, words);
    renameSync(`${file}.x1y2z3`, file);
  },
  (words) => {
    const probe = join(dirname(file), '4913');
    writeFileSync(probe, '');
    rmSync(probe);
    renameSync(file, `${file}~`);
    writeFileSync(file, words);
    rmSync(`${file}~`);
  },
];

/** Resident memory in MiB, where the system tells. */
function memory(pid) {
  try {
    return Math.round(Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024);
  } catch {
    return NaN;
  }
}

const preview = await serve(folder);
const browser = await launch();
try {
  const tab = await browser.newPage();
  // The page's address, as the desk gives it.
  const path = `content/${articles[Math.floor(articles.length / 2)]}`;
  await tab.goto(`${preview.origin}/_desk/?q=${encodeURIComponent(path)}`);
  await tab.locator('tbody th a').first().click();
  await tab.waitForURL((url) => !url.pathname.startsWith('/_desk'));
  let loads = 0;
  tab.on('domcontentloaded', () => (loads += 1));

  const before = memory(preview.pid);
  const times = [];
  let once = 0;
  for (let save = 1; save <= Number(count); save += 1) {
    const mark = `Mark ${save} of ${count}.`;
    loads = 0;
    const begun = performance.now();
    ways[save % ways.length](`${text}\n\n${mark}\n`);
    const seen = await tab.getByText(mark, { exact: true }).waitFor({ state: 'attached', timeout: 60_000 }).then(
      () => true,
      () => false,
    );
    times.push(performance.now() - begun);
    // Long enough for a second time to show.
    await tab.waitForTimeout(200);
    if (seen && loads === 1) once += 1;
    else console.log(`save ${save}: ${seen ? 'seen' : 'not seen'}, loaded ${loads} times`);
  }
  times.sort((a, b) => a - b);
  const at = (share) => `${times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0)} ms`;
  console.log(`${once} of ${count} saves seen once, over ${articles.length} pages`);
  console.log(`from the save to the page in the browser: median ${at(0.5)}, 99th percentile ${at(0.99)}`);
  console.log(`memory: ${before} MiB before, ${memory(preview.pid)} MiB after`);
  process.exitCode = once === Number(count) ? 0 : 1;
} finally {
  await browser.close();
  await preview.stop();
  rmSync(folder, { recursive: true });
}
