// Every HTML page of the folder under test, with the little that the tests must know before they open it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

export const folder = resolve(import.meta.dirname, process.env.SITE ?? '../../public');

if (!existsSync(join(folder, 'index.html'))) {
  throw new Error(`There is no built site in ${folder}: it has no index.html. Build it, or name another folder in SITE.`);
}

const attribute = (html, tag, marker, name) => {
  const found = html.match(new RegExp(`<${tag}\\b[^>]*>`, 'g'))?.find((text) => marker.test(text));
  return found?.match(new RegExp(`\\b${name}=["']?([^"'\\s>]+)`))?.[1];
};

function describePage(file) {
  const html = readFileSync(join(folder, file), 'utf8');
  return {
    file: join(folder, file),
    /** The address below the site's base, such as "faq/". */
    path: file
      .split(sep)
      .join('/')
      .replace(/(^|\/)index\.html$/, '$1'),
    canonical: attribute(html, 'link', /\brel=["']?canonical/, 'href'),
    kind: html.match(/class=["'][^"']*\bkind-([a-z0-9-]+)/)?.[1] ?? 'plain',
    /** Written by a person, under review: not a list made by the build. */
    isContent: /class=["'][^"']*\bkind-(guide|article|faq|myths)\b/.test(html),
    isRedirect: /<meta\b[^>]*http-equiv=["']?refresh/i.test(html),
    isNotFound: file === '404.html',
  };
}

export const everyFile = readdirSync(folder, { recursive: true })
  .filter((file) => file.endsWith('.html'))
  .sort()
  .map(describePage);

/**
 * The pages that a person can look at. A redirect page is left at once and never seen: what it says is checked as HTML, where it
 * leads is checked with the links. The register is for the staff: no page leads there, and it is on no list.
 */
export const pages = everyFile.filter((page) => !page.isRedirect && page.kind !== 'register');

const home = everyFile.find((page) => page.path === '');
if (!home.canonical) throw new Error('The home page names no canonical address, so the tests cannot tell where the site begins.');

/** The public address of the site: addresses in sitemaps and canonical links begin with it. */
export const publicBase = home.canonical;
