import { createServer as createTcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLoopback, type Loopback } from '../../../test/support/loopback.ts';
import {
  type ProxyServer,
  startMicrosocks,
  startStandInProxy,
  startStandInSocks,
  startTinyproxy,
} from '../../../test/support/proxies.ts';
import { Refused, Unavailable } from '../../base/errors.ts';
import { createOutbound } from '../outbound.ts';

const ACCOUNT = { username: 'ada', password: 'planted-secret' };
const WRONG = 'ada:planted-mistake';

let loopback: Loopback;

beforeEach(() => {
  loopback = createLoopback();
});

afterEach(() => loopback[Symbol.asyncDispose]());

function through(proxyUrl: string) {
  return createOutbound({
    proxyUrl,
    userAgent: 'test',
    lookup: async () => [{ address: '1.1.1.1', family: 4 }],
  });
}

async function failureOf(
  proxyUrl: string,
  url: string,
  configured: readonly string[] = [url],
): Promise<unknown> {
  await using out = through(proxyUrl);
  return await out.request({ url, configured }).then(
    (reply) => new Error(`It was answered with ${reply.status}`),
    (error: unknown) => error,
  );
}

describe.each([
  ['tinyproxy', startTinyproxy],
  ['microsocks', startMicrosocks],
])('a real proxy, %s', (_name, start) => {
  let open: ProxyServer;
  let locked: ProxyServer;

  beforeAll(async () => {
    [open, locked] = await Promise.all([start(), start(ACCOUNT)]);
  });

  afterAll(async () => {
    await Promise.all([open[Symbol.asyncDispose](), locked[Symbol.asyncDispose]()]);
  });

  it('carries what an administrator set up, by address and by name', async () => {
    const url = await loopback.serve((request, reply) => void reply.end(`for ${request.headers.host}`));
    await using out = through(open.url);

    for (const one of [url, url.replace('127.0.0.1', 'localhost')]) {
      const reply = await out.request({
        url: one,
        configured: [one],
        method: 'POST',
        body: 'x'.repeat(100_000),
      });
      expect(await reply.text()).toBe(`for ${new URL(one).host}`);
    }
  });

  it('is told its user name and password', async () => {
    const url = await loopback.serve((_, reply) => void reply.end('there'));
    await using out = through(locked.url);

    expect(await (await out.request({ url, configured: [url] })).text()).toBe('there');
  });

  it('that wants another password is named, without it', async () => {
    const url = await loopback.serve((_, reply) => void reply.end('there'));
    const { protocol, host } = new URL(locked.url);

    for (const proxyUrl of [`${protocol}//${host}`, `${protocol}//${WRONG}@${host}`]) {
      const failure = await failureOf(proxyUrl, url);

      expect(failure).toBeInstanceOf(Unavailable);
      expect(String(failure)).toContain(`The proxy at ${host} wants another user name or password`);
      expect(JSON.stringify(failure) + String(failure)).not.toContain('planted');
    }
    expect(loopback.arrivals()).toBe(0);
  });

  it('that cannot reach the service is named', async () => {
    const failure = await failureOf(open.url, 'http://127.0.0.1:1/');

    expect(failure).toBeInstanceOf(Unavailable);
    expect(String(failure)).toMatch(/The proxy at 127\.0\.0\.1:\d+ .*127\.0\.0\.1:1/);
  });

  it('keeps the guard', async () => {
    const url = await loopback.serve((_, reply) => void reply.end('there'));

    expect(await failureOf(open.url, url, [])).toBeInstanceOf(Refused);
    expect(loopback.arrivals()).toBe(0);
  });
});

describe.each([
  ['HTTP', startStandInProxy],
  ['SOCKS 5', startStandInSocks],
])('a proxy by %s', (_name, start) => {
  it('is asked for the address that was checked; the server is asked by its name', async () => {
    const port = new URL(
      await loopback.serve((request, reply) => void reply.end(`${request.headers.host} ${request.url}`)),
    ).port;
    const proxy = await start(loopback, Number(port));
    await using out = through(proxy.url);

    const reply = await out.request({ url: 'http://books.example.org/a?b', configured: [] });

    expect(await reply.text()).toBe('books.example.org /a?b');
    expect(proxy.asked).toEqual(['1.1.1.1:80']);
  });

  it('is asked for a name as it is, where an administrator set it up', async () => {
    const port = new URL(await loopback.serve((_, reply) => void reply.end('there'))).port;
    const proxy = await start(loopback, Number(port));
    await using out = through(proxy.url);
    const url = 'http://indexer.of-the-vpn:8080/';

    await (await out.request({ url, configured: [url] })).text();

    expect(proxy.asked).toEqual(['indexer.of-the-vpn:8080']);
  });

  it('leads to TLS with the name of the server, not the address', async () => {
    const hello = Promise.withResolvers<Buffer>();
    const port = await loopback.listen(
      createTcpServer(
        (socket) =>
          void socket.once('data', (bytes) => {
            hello.resolve(bytes);
            socket.destroy();
          }),
      ),
    );
    const proxy = await start(loopback, port);

    const failure = await failureOf(proxy.url, 'https://books.example.org/', []);

    expect(failure).toBeInstanceOf(Unavailable);
    const bytes = await hello.promise;
    expect([bytes[0], bytes.includes('books.example.org')]).toEqual([0x16, true]);
    expect(proxy.asked[0]).toBe('1.1.1.1:443');
  });

  it('tries the addresses of a name in turn, IPv4 first', async () => {
    const port = new URL(await loopback.serve((_, reply) => void reply.end('there'))).port;
    const proxy = await start(loopback, Number(port));
    await using out = createOutbound({
      proxyUrl: proxy.url,
      userAgent: 'test',
      lookup: async () => [
        { address: '2606:4700:4700::1111', family: 6 },
        { address: '1.1.1.1', family: 4 },
      ],
    });

    await (await out.request({ url: 'http://books.example.org/', configured: [] })).text();
    await (await out.request({ url: 'http://[2606:4700:4700::1111]:81/', configured: [] })).text();

    expect(proxy.asked[0]).toBe('1.1.1.1:80');
    expect(proxy.asked[1]?.replaceAll(/[:[\]]/g, '')).toContain('260647004700');
  });
});

describe('a proxy that does not work', () => {
  it.each(['http', 'https', 'socks5'])('stops every call, and none goes beside it: %s', async (protocol) => {
    const url = await loopback.serve((_, reply) => void reply.end('there'));

    for (const configured of [[url], []]) {
      const failure = await failureOf(
        `${protocol}://${WRONG}@127.0.0.1:1`,
        url.replace('127.0.0.1', 'a.example'),
        [...configured.map((one) => one.replace('127.0.0.1', 'a.example'))],
      );
      expect(failure).toBeInstanceOf(Unavailable);
      expect(String(failure)).toContain(
        'The proxy at 127.0.0.1:1 refuses the connection: nothing listens at this address and port',
      );
      expect(JSON.stringify(failure) + String(failure)).not.toContain('planted');
    }
    expect(loopback.arrivals()).toBe(0);
  });

  it.each([
    ['http', 'hangs up', /closed the connection before it had answered/],
    ['socks5', 'hangs up', /closed the connection before it had answered/],
    ['http', 'speaks another language', /does not speak HTTP/],
    ['socks5', 'speaks another language', /does not speak SOCKS 5/],
  ])('is named where it, as %s, %s', async (protocol, what, sentence) => {
    const port = await loopback.listen(
      createTcpServer((socket) => {
        if (what === 'hangs up') socket.destroy();
        else socket.end('SSH-2.0-OpenSSH_9.2\r\n');
      }),
    );

    const failure = await failureOf(`${protocol}://127.0.0.1:${port}`, 'http://books.example.org/', []);

    expect(failure).toBeInstanceOf(Unavailable);
    expect(String(failure)).toMatch(sentence);
    expect(String(failure)).toContain(`The proxy at 127.0.0.1:${port}`);
  });

  it('that does not let us through says so, and what to do', async () => {
    const port = await loopback.listen(
      createTcpServer(
        (socket) => void socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')),
      ),
    );

    expect(String(await failureOf(`http://127.0.0.1:${port}`, 'http://books.example.org/'))).toContain(
      `The proxy at 127.0.0.1:${port} does not let us through to books.example.org:80 (HTTP 403): allow CONNECT to this port in its settings`,
    );
  });
});

describe('the proxy of one call', () => {
  it('takes the place of the general one, or there is none', async () => {
    const url = await loopback.serve((_, reply) => void reply.end('there'));
    const general = await startStandInProxy(loopback, Number(new URL(url).port));
    const own = await startStandInProxy(loopback, Number(new URL(url).port));
    await using out = through(general.url);
    const ask = async (proxy?: string | null) =>
      (await out.request({ url, configured: [url], ...(proxy === undefined ? {} : { proxy }) })).text();

    const tunnels = () => [general.asked.length > 0, own.asked.length > 0];

    await ask('direct');
    expect(tunnels()).toEqual([false, false]);
    await ask(own.url);
    expect(tunnels()).toEqual([false, true]);
    await ask();
    await ask(null);
    expect(tunnels()).toEqual([true, true]);
  });

  it('may be another one each time', async () => {
    const url = await loopback.serve((_, reply) => void reply.end('there'));
    const proxy = await startStandInProxy(loopback, Number(new URL(url).port));
    await using out = createOutbound({ userAgent: 'test' });

    for (let number = 0; number < 20; number += 1) {
      const own = proxy.url.replace('://', `://user${number}:x@`);
      expect(await (await out.request({ url, configured: [url], proxy: own })).text()).toBe('there');
    }
    expect(proxy.asked).toHaveLength(20);
  });
});
