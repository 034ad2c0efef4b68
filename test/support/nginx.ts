import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { until } from './until.ts';

/** nginx on loopback before some processes of the program. */
export interface TestNginx extends AsyncDisposable {
  /** With a slash at the end. */
  readonly address: string;
}

/** `ports`: where the processes listen; one that is away, or says that it is full, is passed over. */
export async function startNginx(ports: readonly number[]): Promise<TestNginx> {
  const port = await freePort();
  const folder = makeScratchFolder();
  const configuration = join(folder.path, 'nginx.conf');
  await writeFile(configuration, configurationOf(port, ports, folder.path));
  const child = spawn('nginx', ['-c', configuration, '-p', folder.path], { stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}/`;
  await until('nginx passes requests on', () =>
    fetch(`${address}health/live`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return {
    address,
    async [Symbol.asyncDispose]() {
      child.kill('SIGQUIT');
      await once(child, 'exit');
      folder[Symbol.dispose]();
    },
  };
}

function configurationOf(port: number, ports: readonly number[], folder: string): string {
  const servers = ports.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join(' ');
  return `
    daemon off; worker_processes 1; error_log stderr; pid ${folder}/nginx.pid;
    events { worker_connections 4096; }
    http {
      access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      upstream program { ${servers} keepalive 16; }
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass http://program;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Host $http_host;
          proxy_set_header X-Forwarded-For $remote_addr;
          proxy_buffering off;
          proxy_next_upstream error timeout http_503;
          proxy_connect_timeout 1s;
        }
      }
    }`;
}
