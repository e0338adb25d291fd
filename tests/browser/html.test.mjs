// The Nu HTML Checker over every page, picture and stylesheet of the site; stylelint's standard over the stylesheets as written.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import stylelint from 'stylelint';
import vnu from 'vnu-jar';
import { folder } from './pages.mjs';
import { claim, none, run } from './suite.mjs';

const files = readdirSync(folder, { recursive: true })
  .filter((file) => /\.(html|css|svg)$/.test(file))
  .sort();

// Started once, for Java's start takes longer than all the pages. Every error, warning and hint counts but one: the checker
// reads files, to which no host belongs, and takes data blocks for scripts, so it thinks that the policy blocks what every
// page needs. What the policy does is seen in a real browser, in headers.test.mjs.
const isOfPolicy = ({ type, message }) =>
  type === 'info' && /violates Content Security Policy/.test(message) && /stylesheet|Inline script|image/.test(message);
const options = ['--format', 'json', '--stdout', '--exit-zero-always', '--also-check-css', '--also-check-svg'];
const paths = files.map((file) => join(folder, file));
const { messages } = JSON.parse(await run('java', ['-jar', String(vnu), ...options, ...paths], 'default-jre-headless'));
const isAbout = (message, file) => message.url && fileURLToPath(message.url) === join(folder, file);
const say = (message) => `${message.type}, line ${message.lastLine}: ${message.message}\n  ${message.extract ?? ''}`;

describe('the Nu HTML Checker', () => {
  it('checks every file', () => {
    const lost = messages.filter((message) => !files.some((file) => isAbout(message, file)));
    none(lost.map((message) => `about no file of the site: ${JSON.stringify(message)}`));
    claim(files.length > 0, 'there is no file to check');
  });
  for (const file of files) {
    it(`/${file} valid`, () => none(messages.filter((message) => isAbout(message, file) && !isOfPolicy(message)).map(say)));
  }
});

describe('stylelint', () => {
  const style = resolve(import.meta.dirname, process.env.STYLE ?? '../../static/style.css');
  const ofDesk = readdirSync(resolve(import.meta.dirname, '../../src/preview/desk')).filter((file) => file.endsWith('.css'));
  for (const file of [style, ...ofDesk.map((name) => resolve(import.meta.dirname, '../../src/preview/desk', name))]) {
    it(`${basename(dirname(file))}/${basename(file)} keeps the standard`, async () => {
      claim(existsSync(file), `${file} is missing`);
      const { results } = await stylelint.lint({
        files: file,
        config: { extends: 'stylelint-config-standard' },
        configBasedir: import.meta.dirname,
      });
      none(results.flatMap(({ warnings }) => warnings.map((warning) => `line ${warning.line}: ${warning.text}`)));
    });
  }
});
