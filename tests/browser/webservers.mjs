// nginx, Apache and Caddy, each started over a folder with the lines that `carepress headers` prints for it, on ports of its own,
// with a certificate that is made for the test.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

const free = () =>
  new Promise((ready) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => ready(port));
    });
  });

const answers = (port) =>
  new Promise((ready) => {
    const socket = connect(port, '127.0.0.1', () => ready(true) || socket.destroy()).on('error', () => ready(false));
  });

const nginx = ({ folder, work, http, https, snippet, certificate, key }) => `
daemon off; pid ${work}/pid; error_log ${work}/log; user root;
events {}
http {
  access_log off; include /etc/nginx/mime.types;
  client_body_temp_path ${work}/a; proxy_temp_path ${work}/b; fastcgi_temp_path ${work}/c; uwsgi_temp_path ${work}/d; scgi_temp_path ${work}/e;
  server { listen 127.0.0.1:${http}; return 301 https://localhost:${https}$request_uri; }
  server {
    listen 127.0.0.1:${https} ssl; server_name localhost; root ${folder};
    ssl_certificate ${certificate}; ssl_certificate_key ${key};
    include ${snippet};
  }
}`;

const modules = ['mpm_event', 'authz_core', 'headers', 'ssl', 'mime', 'dir', 'alias'];
const apache = ({ folder, work, http, https, snippet, certificate, key }) => `
ServerRoot ${work}
PidFile ${work}/pid
ErrorLog ${work}/log
DefaultRuntimeDir ${work}
Mutex file:${work}
User www-data
Group www-data
ServerName localhost
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
Listen 127.0.0.1:${http}
Listen 127.0.0.1:${https}
<VirtualHost *:${http}>
Redirect permanent / https://localhost:${https}/
</VirtualHost>
<VirtualHost *:${https}>
DocumentRoot ${folder}
SSLEngine on
SSLCertificateFile ${certificate}
SSLCertificateKeyFile ${key}
Include ${snippet}
</VirtualHost>`;

const caddy = ({ folder, work, http, https, snippet, certificate, key }) => `
{
	admin off
	auto_https off
	storage file_system ${work}
}
http://localhost:${http} {
	redir https://localhost:${https}{uri} permanent
}
https://localhost:${https} {
	tls ${certificate} ${key}
	root * ${folder}
	import ${snippet}
}`;

/** Debian package, program, configuration and arguments of each. */
export const servers = {
  nginx: { needs: 'nginx', configure: nginx, start: (file) => ['/usr/sbin/nginx', ['-c', file]] },
  apache: { needs: 'apache2-bin', configure: apache, start: (file) => ['/usr/sbin/apache2', ['-DFOREGROUND', '-f', file]] },
  caddy: { needs: 'caddy', configure: caddy, start: (file) => ['/usr/bin/caddy', ['run', '--adapter', 'caddyfile', '--config', file]] },
};

/** A key and a certificate for localhost, good for the day of the test. */
export function certificateIn(work) {
  const [key, certificate] = [join(work, 'key.pem'), join(work, 'certificate.pem')];
  const what = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2', '-nodes'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...what, '-keyout', key, '-out', certificate], {
    stdio: 'pipe',
  });
  return { key, certificate };
}

/** Starts one of them; ends when it answers. */
export async function start(name, { folder, work, lines, ...secrets }) {
  const { needs, configure, start: command } = servers[name];
  const own = join(work, name);
  mkdirSync(own);
  const snippet = join(own, 'lines.conf');
  writeFileSync(snippet, lines);
  const [http, https] = [await free(), await free()];
  const file = join(own, 'server.conf');
  writeFileSync(file, configure({ folder, work: own, http, https, snippet, ...secrets }));
  const [program, args] = command(file);
  if (!existsSync(program)) throw new Error(`${program} is missing. Install the package "${needs}".`);
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: own } });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said += text));
  const ended = new Promise((ready) => server.on('exit', ready));
  for (let tries = 0; !(await answers(https)); tries += 1) {
    if (server.exitCode !== null || tries > 100) throw new Error(`${name} does not answer: ${said}`);
    await new Promise((ready) => setTimeout(ready, 100));
  }
  const stop = () => {
    server.kill();
    return ended;
  };
  return { http: `http://localhost:${http}/`, https: `https://localhost:${https}/`, stop };
}
