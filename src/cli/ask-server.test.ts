import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../test/support/free-port.ts';
import { health } from '../contract/health.ts';
import { askServer, explain } from './ask-server.ts';

const waits: number[] = [];
let ending: AsyncDisposableStack;

beforeEach(() => {
  ending = new AsyncDisposableStack();
  waits.length = 0;
});

afterEach(() => ending.disposeAsync());

async function serve(listener: RequestListener): Promise<string> {
  const server = ending.use(createServer(listener).listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

function tooOften(retryAfter: number | undefined): RequestListener {
  return (_, response) => {
    response.writeHead(429, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        code: 'rate_limit_exceeded',
        message: 'Too many requests.',
        status_code: 429,
        context: null,
        timestamp: '2026-11-22T09:30:00.000Z',
        request_id: 'r',
        retry_after: retryAfter,
      }),
    );
  };
}

const HEALTHY = { status: 'healthy', timestamp: '2026-11-22T09:30:00.000Z', services: {} };
const ask = (url: string, apiKey: string | null = 'key') =>
  askServer({ url, apiKey }, (seconds) => void waits.push(seconds))(health);

describe('a server that asks to wait', () => {
  it('is asked again after that, and the person is told', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      if (asked === 1) return tooOften(0.01)(request, response);
      response.end(JSON.stringify(HEALTHY));
    });

    expect(await ask(url)).toEqual(HEALTHY);
    expect(waits).toEqual([0.01]);
  });

  it.each([
    ['longer than anybody waits', 61],
    ['but does not say how long', undefined],
  ])('%s is not waited for', async (_, seconds) => {
    const url = await serve(tooOften(seconds));

    await expect(ask(url)).rejects.toMatchObject({
      name: 'ApiError',
      reply: { code: 'rate_limit_exceeded' },
    });
    expect(waits).toEqual([]);
  });
});

describe('there is nobody to ask', () => {
  it('without a key', async () => {
    await expect(ask('http://127.0.0.1:1', null)).rejects.toMatchObject({ kind: 'no-key' });
  });

  it('where nothing listens', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;

    await expect(ask(url)).rejects.toMatchObject({
      kind: 'no-server',
      message: `Nothing answers at ${url}. Start MAMcrawler with \`npm start\`, or set MAMCRAWLER_URL.`,
    });
  });

  it('where the name is not known', async () => {
    await expect(ask('http://nobody.invalid')).rejects.toMatchObject({
      message: expect.stringContaining('Nothing answers at http://nobody.invalid: this name is not known.'),
    });
  });

  it('where the connection breaks, and says why', async () => {
    const url = await serve((request) => request.socket.destroy());

    await expect(ask(url)).rejects.toMatchObject({
      kind: 'no-server',
      message: expect.stringMatching(/^Nothing answers at \S+ \(.+\)\. Start MAMcrawler/),
    });
  });

  it('where something else answers', async () => {
    const url = await serve((_, response) => response.end('<html>Hello</html>'));

    await expect(ask(url)).rejects.toMatchObject({
      message: `What answers at ${url} is not MAMcrawler. Look at MAMCRAWLER_URL.`,
    });
  });
});

it('tells for how long it was waited in vain', () => {
  const late = new DOMException('', 'TimeoutError');

  expect(explain(late, { url: 'http://books.lan', patienceMs: 20_000 })).toMatchObject({
    kind: 'no-server',
    message: 'http://books.lan gave no answer within 20 s.',
  });
});
