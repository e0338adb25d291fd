// Pictures to look at, not to compare: they show a person what no rule can.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'screenshots');

/** Calls `take` with the file for a picture of this page. */
export async function picture(page, view, take) {
  await mkdir(folder, { recursive: true });
  const name = page.path.replace(/\.html$|\/$/, '').replaceAll('/', '-') || 'home';
  await take(join(folder, `${name}.${view}.png`));
}
