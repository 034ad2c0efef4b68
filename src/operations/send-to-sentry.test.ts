import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SentryServer, startSentryServer } from '../../test/support/sentry-server.ts';
import { until } from '../../test/support/until.ts';
import { createLog } from '../platform/log.ts';
import { createOutbound, type Outbound } from '../platform/outbound.ts';
import { connectSentry, type SentrySender } from './send-to-sentry.ts';
import { tellError } from './tell-error.ts';

const KEY = 'c0ffee00c0ffee00c0ffee00c0ffee00';

let sentry: SentryServer;
let outbound: Outbound;
let lines: string[];

beforeEach(async () => {
  sentry = await startSentryServer(KEY);
  outbound = createOutbound({ userAgent: 'MAMcrawler/1.2.3' });
  lines = [];
});

afterEach(async () => {
  await outbound[Symbol.asyncDispose]();
  await sentry[Symbol.asyncDispose]();
});

const connect = (everyMs = 60_000): Promise<SentrySender> =>
  connectSentry({
    dsn: sentry.dsn,
    outbound,
    version: '1.2.3',
    environment: 'development',
    log: createLog('trace', { write: (line: string) => void lines.push(line) }),
    everyMs,
  });

const told = (name: string, message = 'it broke') => {
  const error = new Error(message);
  error.name = name;
  return tellError({ error, place: 'GET /api/books' });
};

describe('an unexpected error', () => {
  it('is sent with place, request, version and stack, without secrets', async () => {
    await using sender = await connect();

    sender.send(told('Odd', 'http://tracker/?apikey=s3cr3t failed'), 'req-7');
    await until('it is there', () => sentry.events.length === 1);

    expect(sentry.events[0]).toMatchObject({
      release: 'mamcrawler@1.2.3',
      environment: 'development',
      transaction: 'GET /api/books',
      tags: { place: 'GET /api/books', request_id: 'req-7' },
      exception: { values: [{ type: 'Odd', value: 'http://tracker/?[hidden] failed' }] },
    });
    const frames = sentry.events[0]?.exception.values[0]?.stacktrace?.frames ?? [];
    expect(frames.at(-1)?.filename).toMatch(/send-to-sentry\.test\.ts$/);
    expect(sentry.received.join()).not.toContain('s3cr3t');
  });

  it('that comes again and again is sent once a minute', async () => {
    await using sender = await connect();

    for (let at = 0; at < 100; at += 1) sender.send(told('Odd', `time ${at}`), null);
    sender.send(told('Other'), null);
    await until('both kinds are there', () => sentry.events.length >= 2);

    expect(sentry.events.map(({ exception }) => exception.values[0]?.value)).toEqual(['time 0', 'it broke']);
  });

  it('just before the end is sent still', async () => {
    const sender = await connect();
    sender.send(told('Late'), null);

    await sender[Symbol.asyncDispose]();

    expect(sentry.events).toHaveLength(1);
  });
});

describe('an error tracker that fails', () => {
  it('holds nothing up: not the work, and the end for 2 s at most', async () => {
    sentry.answer = null;
    const sender = await connect(0);
    const startedAt = performance.now();
    for (let at = 0; at < 500; at += 1) sender.send(told(`Kind${at}`), null);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await until('some are there', () => sentry.received.length > 5);

    const endedAt = performance.now();
    await sender[Symbol.asyncDispose]();

    expect(performance.now() - endedAt).toBeLessThan(3_000);
    expect(sentry.received.length).toBeLessThanOrEqual(30);
  });

  it.each([
    [
      'refuses',
      async () => {
        sentry.answer = { status: 403 };
      },
    ],
    ['is gone', () => sentry[Symbol.asyncDispose]()],
  ])('is told of once, without its key: it %s', async (_, fail) => {
    const sender = await connect(0);
    await fail();
    for (const kind of ['A', 'B', 'C']) {
      sender.send(told(kind), null);
      await until('it was said', () => lines.length > 0);
    }

    await sender[Symbol.asyncDispose]();

    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('the error tracker of SENTRY_DSN');
    expect(lines[0]).not.toContain(KEY);
    // For the last of these cases it is gone already.
    sentry = await startSentryServer(KEY);
  });

  it('is left alone for as long as it says', async () => {
    sentry.answer = { status: 429, headers: { 'retry-after': '60' } };
    await using sender = await connect(0);
    sender.send(told('A'), null);
    await until('it has said so', () => lines.length === 1);

    for (const kind of ['B', 'C', 'D']) sender.send(told(kind), null);
    await sender[Symbol.asyncDispose]();

    expect(sentry.received).toHaveLength(1);
  });
});
