import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoopback, type Loopback } from '../../test/support/loopback.ts';
import { Refused, Unavailable } from '../base/errors.ts';
import { createOutbound, type Outbound } from './outbound.ts';
import { outboundFetch } from './outbound-fetch.ts';

let loopback: Loopback;
let outbound: Outbound;

beforeEach(() => {
  loopback = createLoopback();
  outbound = createOutbound({ userAgent: 'test' });
});

afterEach(async () => {
  await outbound[Symbol.asyncDispose]();
  await loopback[Symbol.asyncDispose]();
});

describe('a fetch that goes out by the one way', () => {
  it.each<[string, RequestInit['body'], string, string]>([
    ['text', 'hello é', 'hello é', 'text/plain;charset=UTF-8'],
    ['a form', new URLSearchParams({ a: '1' }), 'a=1', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['bytes', new TextEncoder().encode('bytes'), 'bytes', ''],
    ['a stream', new Blob(['stream']).stream(), 'stream', ''],
  ])('sends %s and brings the answer back', async (_, body, sent, type) => {
    const url = await loopback.serve(async (request, reply) => {
      const arrived = (await Array.fromAsync(request)).join('');
      reply.writeHead(201, [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-method', request.method ?? ''],
        ['x-type', request.headers['content-type'] ?? ''],
        ['x-own', `${request.headers['x-own']}`],
      ]);
      reply.end(JSON.stringify({ arrived }));
    });
    const fetch = outboundFetch(outbound, [url]);

    const reply = await fetch(`${url}/token`, {
      method: 'POST',
      headers: { 'x-own': 'yes' },
      body: body ?? null,
    });

    expect([reply.status, reply.ok, await reply.json()]).toEqual([201, true, { arrived: sent }]);
    expect(['x-method', 'x-type', 'x-own'].map((name) => reply.headers.get(name))).toEqual([
      'POST',
      type,
      'yes',
    ]);
    expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('brings back an answer without a body, and a redirect as it is', async () => {
    const url = await loopback.serve((request, reply) => {
      const headers = { location: 'http://127.0.0.1:22/' };
      reply.writeHead(request.url === '/moved' ? 302 : 204, headers).end();
    });
    const fetch = outboundFetch(outbound, [url]);

    expect((await fetch(url)).status).toBe(204);
    expect((await fetch(new Request(`${url}/moved`))).status).toBe(302);
    expect((await fetch(new URL('/moved', url))).headers.get('location')).toMatch(/:22/);
  });

  it('keeps guard, limits and words', async () => {
    const url = await loopback.serve((_, reply) => void reply.end('x'.repeat(1000)));

    await expect(outboundFetch(outbound, [])(url)).rejects.toThrow(Refused);
    await expect(outboundFetch(outbound, [url], { maxBytes: 100 })(url)).rejects.toThrow(
      /larger than 100 bytes/,
    );
    await expect(outboundFetch(outbound, ['http://127.0.0.1:1'])('http://127.0.0.1:1/')).rejects.toThrow(
      Unavailable,
    );
    await expect(outboundFetch(outbound, [url])(url, { method: 'TRACK' })).rejects.toThrow(/TRACK/);
  });

  it('ends when it is told to', async () => {
    const url = await loopback.serve(() => {});

    const asking = outboundFetch(outbound, [url])(url, { signal: AbortSignal.timeout(50) });

    await expect(asking).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
