import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A proxy that speaks TLS, with a certificate of its own. */
export interface TlsProxy extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  /** For `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  /** What is done with a request: `hold` passes it on and keeps the answer for ever. Passes everything on at first. */
  treat: (method: string, path: string) => 'pass' | 'hold' | 'fail';
}

export async function startTlsProxy(folder: string, toPort: number): Promise<TlsProxy> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  await promisify(execFile)('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', certificate]);
  const server = createServer({ key: await readFile(key), cert: await readFile(certificate) });
  const proxy: TlsProxy = {
    url: '',
    certificate,
    treat: () => 'pass',
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (asked: IncomingMessage, reply) => {
    const { method = '', url = '' } = asked;
    const treatment = proxy.treat(method, url);
    if (treatment === 'fail') {
      asked.resume();
      reply.writeHead(500).end();
      return;
    }
    const headers = { ...asked.headers, 'x-forwarded-proto': 'https' };
    const onwards = request({ host: '127.0.0.1', port: toPort, method, path: url, headers }, (answer) => {
      if (treatment === 'hold') {
        answer.resume();
        return;
      }
      reply.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(reply);
    });
    onwards.on('error', () => reply.destroy());
    // Whoever goes away leaves what the server does for them.
    reply.on('close', () => (treatment === 'pass' ? onwards.destroy() : undefined));
    asked.pipe(onwards);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(proxy, { url: `https://localhost:${port}` });
}
