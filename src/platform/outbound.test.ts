import type { RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoopback, type Loopback } from '../../test/support/loopback.ts';
import { Refused, Unavailable } from '../base/errors.ts';
import { createOutbound, type OutboundRequest } from './outbound.ts';

let loopback: Loopback;

beforeEach(() => {
  loopback = createLoopback();
});

afterEach(() => loopback[Symbol.asyncDispose]());

function outbound() {
  return createOutbound({ userAgent: 'MAMcrawler/test' });
}

describe('a call to a service outside', () => {
  it('brings back status, headers and body as they came', async () => {
    const url = await loopback.serve((request, reply) => {
      reply.writeHead(207, [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-agent', request.headers['user-agent'] ?? ''],
      ]);
      reply.end(`${request.method} ${request.url} é`);
    });
    await using out = outbound();

    const reply = await out.request({ url: `${url}/a?b=c`, configured: [url] });

    expect([reply.status, reply.header('X-Agent'), reply.header('nothing')]).toEqual([
      207,
      'MAMcrawler/test',
      null,
    ]);
    expect(reply.headers('Set-Cookie')).toEqual(['a=1', 'b=2']);
    expect(await reply.text()).toBe('GET /a?b=c é');
  });

  it('sends what it is given', async () => {
    const url = await loopback.serve(async (request, reply) => {
      const body = (await Array.fromAsync(request)).join('');
      reply.end(JSON.stringify([request.method, request.headers['x-own'], body]));
    });
    await using out = outbound();

    const reply = await out.request({
      url,
      configured: [url],
      method: 'POST',
      headers: { 'x-own': '1' },
      body: 'hello',
    });

    expect(await reply.text()).toBe('["POST","1","hello"]');
  });

  it('takes a redirect for an answer', async () => {
    const url = await loopback.serve(
      (_, reply) => void reply.writeHead(302, { location: '/elsewhere' }).end(),
    );
    await using out = outbound();

    const reply = await out.request({ url, configured: [url] });

    expect([reply.status, reply.header('location')]).toEqual([302, '/elsewhere']);
    await reply.bytes();
    expect(loopback.arrivals()).toBe(1);
  });

  it('ends when nobody wants the answer any more', async () => {
    const url = await loopback.serve(() => {});
    await using out = outbound();
    const leaving = new AbortController();
    const asking = out.request({ url, configured: [url], signal: leaving.signal });
    leaving.abort(new Error('The page was left'));

    await expect(asking).rejects.toThrow('The page was left');
  });

  it.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'data:text/plain,x', 'gopher://127.0.0.1:70/'])(
    'is made by http and https alone, not to %s',
    async (url) => {
      await using out = outbound();

      await expect(out.request({ url, configured: [url] })).rejects.toThrow(Refused);
    },
  );
});

describe('a service that fails', () => {
  async function wordsOf(url: string, more: Partial<OutboundRequest> = {}): Promise<string> {
    await using out = outbound();
    const error = await out
      .request({ url, configured: [url], ...more })
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
    expect(await wordsOf('http://nowhere.invalid/', { configured: [] })).toBe(
      'HOST cannot be found: no such host name',
    );
  });

  it('that is silent is waited for so long and no longer', async () => {
    const url = await loopback.serve(() => {});

    expect(await wordsOf(url, { timeoutMs: 100 })).toBe('HOST did not answer within 0.1 s');
  });

  it('that stops in the middle of its answer is not waited for either', async () => {
    const url = await loopback.serve((_, reply) => void reply.writeHead(200).write('half'));

    expect(await wordsOf(url, { timeoutMs: 200 })).toBe('HOST did not answer within 0.2 s');
  });

  it('that sends drop by drop has its whole answer timed', async () => {
    const drip: RequestListener = async (_, reply) => {
      while (!reply.destroyed) {
        reply.write('.');
        await wait(10);
      }
    };

    expect(await wordsOf(await loopback.serve(drip), { timeoutMs: 200 })).toBe(
      'HOST did not answer within 0.2 s',
    );
  });

  it('that answers without end is cut off', async () => {
    const url = await loopback.serve((_, reply) => void reply.end(Buffer.alloc(2000)));

    expect(await wordsOf(url, { maxBytes: 1000 })).toBe('HOST failed: the answer is larger than 1000 bytes');
  });

  it('that sends headers without end is cut off', async () => {
    const url = await loopback.serve((_, reply) => {
      reply.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end();
    });

    expect(await wordsOf(url)).toBe('HOST sends more headers than an answer may have');
  });

  it('that hangs up is told as such', async () => {
    const port = await loopback.listen(createTcpServer((socket) => socket.end()));

    expect(await wordsOf(`http://127.0.0.1:${port}/`)).toBe(
      'HOST closed the connection before it had answered',
    );
  });

  it('that speaks another language is told as such', async () => {
    const port = await loopback.listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
    const url = await loopback.serve((_, reply) => void reply.end());

    expect(await wordsOf(`http://127.0.0.1:${port}/`)).toBe('HOST does not speak HTTP');
    expect(await wordsOf(url.replace('http:', 'https:'))).toBe(
      'HOST does not speak TLS: try http:// instead of https://',
    );
  });

  it('never has its key told on', async () => {
    await using out = outbound();

    const url = 'http://127.0.0.1:1/api?apikey=secret';
    const error = await out.request({ url, configured: [url] }).catch((thrown) => thrown);

    expect(`${error.message} ${JSON.stringify(error.context)}`).not.toContain('secret');
  });
});

it('leaves what is compressed as it is, so that nothing swells', async () => {
  const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024));
  const url = await loopback.serve(
    (_, reply) => void reply.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  );
  await using out = outbound();

  const reply = await out.request({ url, configured: [url], maxBytes: 100_000 });

  expect((await reply.bytes()).length).toBe(bomb.length);
});
