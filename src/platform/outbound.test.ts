import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Unavailable } from '../base/errors.ts';
import { createOutbound } from './outbound.ts';

const servers: (Server | TcpServer)[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
});

async function listening<S extends Server | TcpServer>(server: S): Promise<S & { readonly port: number }> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return Object.assign(server, { port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
}

async function serve(answer: RequestListener): Promise<string> {
  const { port } = await listening(createServer(answer));
  return `http://127.0.0.1:${port}`;
}

function outbound(proxyUrl: string | null = null) {
  return createOutbound({ proxyUrl, userAgent: 'MAMcrawler/test' });
}

describe('a call to a service outside', () => {
  it('brings back status, headers and body as they came', async () => {
    const url = await serve((request, reply) => {
      reply.writeHead(207, [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-agent', request.headers['user-agent'] ?? ''],
      ]);
      reply.end(`${request.method} ${request.url} é`);
    });
    await using out = outbound();

    const reply = await out.request({ url: `${url}/a?b=c` });

    expect([reply.status, reply.header('X-Agent'), reply.header('nothing')]).toEqual([
      207,
      'MAMcrawler/test',
      null,
    ]);
    expect(reply.headers('Set-Cookie')).toEqual(['a=1', 'b=2']);
    expect(await reply.text()).toBe('GET /a?b=c é');
  });

  it('sends what it is given', async () => {
    const url = await serve(async (request, reply) => {
      const body = (await Array.fromAsync(request)).join('');
      reply.end(JSON.stringify([request.method, request.headers['x-own'], body]));
    });
    await using out = outbound();

    const reply = await out.request({ url, method: 'POST', headers: { 'x-own': '1' }, body: 'hello' });

    expect(await reply.text()).toBe('["POST","1","hello"]');
  });

  it('takes a redirect for an answer', async () => {
    const url = await serve((_, reply) => void reply.writeHead(302, { location: '/elsewhere' }).end());
    await using out = outbound();

    const reply = await out.request({ url });

    expect([reply.status, reply.header('location')]).toEqual([302, '/elsewhere']);
    await reply.bytes();
  });

  it('goes through the proxy where there is one, and nowhere else', async () => {
    const asked: string[] = [];
    const url = await serve((_, reply) => void reply.end('there'));
    const proxy = await listening(
      createServer().on('connect', (request, socket) => {
        asked.push(request.url ?? '');
        const [host, port] = (request.url ?? '').split(':');
        const onwards = connect(Number(port), host, () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          onwards.pipe(socket).pipe(onwards);
        });
        for (const one of [socket, onwards]) one.on('error', () => {});
      }),
    );
    await using out = outbound(`http://127.0.0.1:${proxy.port}`);

    expect(await (await out.request({ url })).text()).toBe('there');
    expect(asked).toEqual([new URL(url).host]);

    await using nowhere = outbound('socks5://127.0.0.1:1');
    await expect(nowhere.request({ url })).rejects.toThrow(Unavailable);
  });
});

describe('a service that fails', () => {
  async function wordsOf(url: string, more: object = {}): Promise<string> {
    await using out = outbound();
    const error = await out
      .request({ url, ...more })
      .then((reply) => reply.bytes())
      .then(
        () => new Error('It did not fail'),
        (failure: unknown) => failure,
      );
    if (!(error instanceof Unavailable)) throw error;
    return error.message.replace(new URL(url).host, 'HOST');
  }

  it('that is not there is told as such', async () => {
    expect(await wordsOf('http://127.0.0.1:1/')).toBe(
      'HOST refuses the connection: nothing listens at this address and port',
    );
    expect(await wordsOf('http://nowhere.invalid/')).toBe('HOST cannot be found: no such host name');
  });

  it('that is silent is waited for so long and no longer', async () => {
    const url = await serve(() => {});

    expect(await wordsOf(url, { timeoutMs: 100 })).toBe('HOST did not answer within 0.1 s');
  });

  it('that stops in the middle of its answer is not waited for either', async () => {
    const url = await serve((_, reply) => void reply.writeHead(200).write('half'));

    expect(await wordsOf(url, { timeoutMs: 200 })).toBe('HOST did not answer within 0.2 s');
  });

  it('that answers without end is cut off', async () => {
    const url = await serve((_, reply) => void reply.end(Buffer.alloc(2000)));

    expect(await wordsOf(url, { maxBytes: 1000 })).toBe('HOST failed: the answer is larger than 1000 bytes');
  });

  it('that hangs up is told as such', async () => {
    const { port } = await listening(createTcpServer((socket) => socket.end()));

    expect(await wordsOf(`http://127.0.0.1:${port}/`)).toBe(
      'HOST closed the connection before it had answered',
    );
  });

  it('that speaks another language is told as such', async () => {
    const { port } = await listening(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
    const url = await serve((_, reply) => void reply.end());

    expect(await wordsOf(`http://127.0.0.1:${port}/`)).toBe('HOST does not speak HTTP');
    expect(await wordsOf(url.replace('http:', 'https:'))).toBe(
      'HOST does not speak TLS: try http:// instead of https://',
    );
  });

  it('never has its key told on', async () => {
    await using out = outbound();

    const error = await out
      .request({ url: 'http://127.0.0.1:1/api?apikey=secret' })
      .catch((thrown) => thrown);

    expect(`${error.message} ${JSON.stringify(error.context)}`).not.toContain('secret');
  });
});
