// The score that the MDN HTTP Observatory would give to an answer: its rules, computed here, for it looks at public hosts alone.
//
// Source: github.com/mdn/mdn-http-observatory, algorithm version 6, commit 94042bb (20 August 2026): src/analyzer/tests/*.js for the
// results, src/grader/charts.js for their points, src/scanner/index.js for the sum. Rules for what such a site can't have (cookies
// with flags, the HSTS preload list, CORS with credentials, scripts) stop the computation: they would need the rest of the source.

const broad = new Set(['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*']);
const unsafe = new Set([...broad, "'unsafe-inline'", 'data:']);
const some = (sources, wanted) => [...sources].some((source) => wanted.has(source));

/** Directives of one policy. One that stands twice makes it invalid. */
function parse(policy) {
  const directives = new Map();
  for (const entry of policy.split(';')) {
    const [name, ...sources] = entry.trim().toLowerCase().split(/\s+/);
    if (!name) continue;
    if (directives.has(name)) throw new Error(`${name} stands twice`);
    directives.set(name, new Set(sources.length || !name.endsWith('-src') ? sources : ["'none'"]));
  }
  return directives;
}

/** Several policies hold together: of a directive that two name, what both allow. */
function together(policies) {
  const all = new Map();
  for (const policy of policies.map(parse)) {
    for (const [name, sources] of policy) {
      const shared = all.has(name) ? [...sources].filter((source) => all.get(name).has(source)) : [...sources];
      all.set(name, new Set(shared.length ? shared : ["'none'"]));
    }
  }
  return all;
}

function contentSecurityPolicy(headers, inPage) {
  if (!headers.length && !inPage.length) return -25;
  const csp = together([...headers, ...inPage]);
  const of = (name) => csp.get(name) ?? csp.get('default-src') ?? new Set(['*']);
  if (some(of('script-src'), unsafe) || some(of('object-src'), broad)) return -20;
  const insecure = (sources) => [...sources].some((source) => /^(http|ftp):/.test(source));
  const passive = ['img-src', 'media-src'];
  if ([...csp].some(([name, sources]) => !passive.includes(name) && insecure(sources))) return -20;
  if (of('script-src').has("'unsafe-eval'") || of('style-src').has("'unsafe-eval'")) return -10;
  if (passive.some((name) => insecure(of(name)))) return -10;
  if (some(of('style-src'), unsafe)) return 0;
  const fallback = csp.get('default-src');
  return fallback?.size === 1 && fallback.has("'none'") ? 10 : 5;
}

function strictTransportSecurity(values) {
  if (!values.length || values[0].includes(',')) return -20;
  const age = values[0].match(/(?:^|;)\s*max-age=(\d+)/i)?.[1];
  if (age === undefined) return -20;
  return Number(age) >= 15_552_000 ? 0 : -10;
}

function referrerPolicy(values) {
  if (!values.length) return 0;
  const good = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];
  const bad = ['origin', 'origin-when-cross-origin', 'unsafe-url', 'no-referrer-when-downgrade'];
  const known = values.join(',').toLowerCase().split(',').map((value) => value.trim());
  return good.includes(known.findLast((value) => good.includes(value) || bad.includes(value))) ? 5 : -5;
}

/** 10 for one of the good values, 0 for none and for one that allows all, -5 for what no browser understands. */
function crossOrigin(values, good, allowsAll) {
  if (!values.length) return 0;
  if (values.length > 1) return -5;
  const value = values[0].split(';')[0].trim();
  if (good.includes(value)) return 10;
  return value === allowsAll ? 0 : -5;
}

/** Where plain HTTP leads: to the same host over HTTPS in one step, or it costs points. */
function redirection(from, location) {
  if (!location) return -20;
  const to = new URL(location, from);
  if (to.protocol !== 'https:') return -20;
  return to.hostname === new URL(from).hostname ? 0 : -5;
}

/**
 * The points of each rule, and their sum, for the answer to a page.
 *
 * `headers(name)` gives the values of a header as sent, `html` is the page, `http` the address asked without encryption and
 * `location` where that answer led.
 */
export function score({ headers, html, http, location }) {
  const attribute = (tag, name) => tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
  const equivalents = (html.match(/<meta\b[^>]*\bhttp-equiv=[^>]*>/gi) ?? []).map((tag) => [
    attribute(tag, 'http-equiv').toLowerCase(),
    attribute(tag, 'content'),
  ]);
  const inPage = equivalents.filter(([name]) => name === 'content-security-policy').map(([, policy]) => policy);
  if (headers('set-cookie').length) throw new Error('the rules for cookies are not computed here');
  if (headers('access-control-allow-origin').length) throw new Error('the rules for CORS are not computed here');
  if (/<script\b[^>]*\bsrc=/i.test(html)) throw new Error('the rules for scripts are not computed here');

  const policies = headers('content-security-policy').flatMap((value) => value.split(',').map((one) => one.trim()));
  const ancestors = policies.length && together(policies).has('frame-ancestors');
  const frame = headers('x-frame-options')[0]?.trim().toLowerCase();
  const points = {
    'content-security-policy': contentSecurityPolicy(policies, inPage),
    cookies: 0,
    'cross-origin-embedder-policy': crossOrigin(headers('cross-origin-embedder-policy'), ['require-corp', 'credentialless'], 'unsafe-none'),
    'cross-origin-opener-policy': crossOrigin(
      headers('cross-origin-opener-policy'),
      ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'],
      'unsafe-none',
    ),
    'cross-origin-resource-policy': crossOrigin(headers('cross-origin-resource-policy'), ['same-origin', 'same-site'], 'cross-origin'),
    'cross-origin-resource-sharing': 0,
    redirection: redirection(http, location),
    'referrer-policy': referrerPolicy(headers('referrer-policy')),
    'strict-transport-security': strictTransportSecurity(headers('strict-transport-security')),
    'subresource-integrity': 0,
    'x-content-type-options': headers('x-content-type-options')[0]?.trim().toLowerCase() === 'nosniff' ? 0 : -5,
    'x-frame-options': ancestors || ['deny', 'sameorigin'].includes(frame) ? 5 : frame?.startsWith('allow-from') ? 0 : -20,
  };
  const all = Object.values(points);
  const sum = (some) => some.reduce((total, one) => total + one, 100);
  const penalised = sum(all.filter((one) => one < 0));
  // Extra points count for those alone who would have an A without them.
  return { score: Math.max(0, penalised >= 90 ? sum(all) : penalised), points };
}
