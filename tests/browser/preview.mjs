// `carepress serve` over a copy of this repository's site: the program itself, its files, and how they are saved.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');

/** The program that was built last, or the one that CAREPRESS names. */
function program() {
  const built = ['release', 'debug'].map((profile) => join(repository, 'target', profile, 'carepress')).filter(existsSync);
  const found = process.env.CAREPRESS ?? built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (!found) throw new Error('carepress is not built: run "cargo build", or name the program in CAREPRESS.');
  return found;
}

/** Starts a preview of `folder`, on the day that the tests are judged by. */
export async function serve(folder, options = []) {
  const child = spawn(program(), ['--root', folder, 'serve', '--port', '0', '--today', '2027-01-02', ...options]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const origin = await new Promise((resolve, reject) => {
    ended.then(() => reject(new Error(`the preview ended: ${said}`)));
    const look = () => {
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
      else setTimeout(look, 10);
    };
    look();
  });
  return {
    origin,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** A copy of this repository's site in a folder of its own, with its preview. */
export async function site(options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'carepress-preview-'));
  for (const part of ['site.yaml', 'content']) cpSync(join(repository, part), join(folder, part), { recursive: true });
  const preview = await serve(folder, options);
  return {
    ...preview,
    folder,
    /** Saves a file with `from` replaced by `to`. */
    edit(path, from, to) {
      const file = join(folder, path);
      const text = readFileSync(file, 'utf8');
      if (!text.includes(from)) throw new Error(`${path} does not hold "${from}"`);
      writeFileSync(file, text.replace(from, to));
    },
    remove: async () => {
      await preview.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
