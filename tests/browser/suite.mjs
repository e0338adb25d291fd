// What every test file does alike: one server and one browser a file, one tab a check, one message for all problems.
import { execFile } from 'node:child_process';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { launch } from './browser.mjs';
import { folder, pages, publicBase } from './pages.mjs';
import { serve } from './server.mjs';

const server = await serve(folder, new URL(publicBase).pathname);
after(() => server.close());

/** The address of the site under test; a public address becomes a local one by swapping the two. */
export const site = new URL(new URL(publicBase).pathname, server.origin).href;
export const local = (address) => address.replace(publicBase, site);

let started;
export function browser() {
  started ??= launch();
  return started;
}
after(async () => {
  const running = await started?.catch(() => null);
  await running?.close();
});

/**
 * Runs `check(tab, page, t)` as one test for each page, each in a tab of its own. The tabs share one context, for a new one costs
 * more than most checks; with `alone`, each has its own cookies, storage and cache.
 */
export function eachPage(title, check, { context = {}, over = pages, alone = false } = {}) {
  describe(title, { concurrency: 2 }, () => {
    // An empty list would pass without having looked at anything.
    if (over.length === 0) it(title, () => none(['the site has no page to check']));
    const newContext = async () => (await browser()).newContext({ reducedMotion: 'reduce', ...context });
    let shared;
    for (const page of over) {
      it(`/${page.path} ${title}`, { timeout: 180_000 }, async (t) => {
        const own = await (alone ? newContext() : (shared ??= newContext()));
        const tab = await own.newPage();
        try {
          await check(tab, page, t);
        } finally {
          await (alone ? own : tab).close();
        }
      });
    }
  });
}

export const open = (tab, page) => tab.goto(site + page.path);

/** Opens every question, so that its answer is measured too. */
export const openQuestions = (tab) =>
  tab.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

/** Fails with all the problems at once: whoever mends them wants the whole list. */
export function none(problems) {
  if (problems.length === 0) return;
  const shown = problems.slice(0, 25);
  if (problems.length > shown.length) shown.push(`… and ${problems.length - shown.length} more`);
  const error = new Error(shown.join('\n'));
  // Where in the suite this was found helps nobody who reads the list.
  error.stack = error.message;
  throw error;
}

/** One claim about a page, in plain words for the case that it is false. */
export const claim = (isTrue, message) => none(isTrue ? [] : [message]);

const execute = promisify(execFile);

/** Runs a program from the system and returns what it printed; says in plain words when it is not there. */
export async function run(program, args, packageName) {
  try {
    return (await execute(program, args, { maxBuffer: 1 << 28 })).stdout;
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error(`${program} is missing. Install the package "${packageName}".`);
    throw error;
  }
}
