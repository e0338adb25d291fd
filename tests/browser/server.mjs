// A plain static server over one folder, as simple as the cheapest web host: what works here works anywhere.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/** Serves `folder` under `base` ("/", or "/clinic/" for a site that is not at the root of its host). */
export async function serve(folder, base = '/') {
  const root = normalize(folder + sep);

  async function fileAt(address) {
    const path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
    if (!path.startsWith(base)) return null;
    const file = normalize(join(root, path.slice(base.length)));
    // An address with encoded dots must not lead out of the folder.
    if (!(file + sep).startsWith(root) || file.includes('\0')) return null;
    const found = await stat(file).catch(() => null);
    if (found?.isFile()) return { file };
    const index = join(file, 'index.html');
    if (!(await stat(index).catch(() => null))) return null;
    return path.endsWith('/') ? { file: index } : { redirect: `${path}/` };
  }

  const server = createServer(async (request, response) => {
    const found = await fileAt(request.url).catch(() => null);
    if (found?.redirect) {
      response.writeHead(301, { location: encodeURI(found.redirect) }).end();
      return;
    }
    const file = found?.file ?? join(root, '404.html');
    const body = await readFile(file).catch(() => 'Not found');
    const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream';
    response.writeHead(found ? 200 : 404, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  // An open keep-alive connection must not keep the test process alive.
  server.unref();
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
