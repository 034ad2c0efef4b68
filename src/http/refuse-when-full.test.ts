import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { until } from '../../test/support/until.ts';
import { isOverloaded, nextLoad, probeEventLoop, UNLOADED, watchLoad } from './refuse-when-full.ts';

const IDLE = { waiting: 0, acquired: 0 };

/** Whether the process is full after each look, one every 250 ms. */
function fullAfter(looks: readonly { loopDelayMs?: number; waiting?: number; acquired?: number }[]) {
  let load = UNLOADED;
  return looks.map(({ loopDelayMs = 0, ...pool }, at) => {
    load = nextLoad(load, { loopDelayMs, pool: { ...IDLE, ...pool } }, at * 250);
    return isOverloaded(load, at * 250);
  });
}

describe('the event loop', () => {
  it('is too busy when it runs late twice in a row, not once', () => {
    expect(fullAfter([{ loopDelayMs: 3_000 }, {}, { loopDelayMs: 600 }, { loopDelayMs: 600 }, {}])).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it('is measured by how late the looks are', async () => {
    const log = pino({ enabled: false });
    using watch = watchLoad({ loopDelayMs: probeEventLoop(50), pool: IDLE }, log, 50);

    await until('it is full', () => {
      const end = performance.now() + 600;
      while (performance.now() < end) Math.sqrt(2);
      return watch.isFull();
    });
    await until('it is not full any more', () => !watch.isFull());
  });
});

describe('the pool of connections', () => {
  it('is full when who waits has waited for a second and nothing moves', () => {
    const stuck = { waiting: 3, acquired: 10 };

    expect(fullAfter([{ acquired: 10 }, stuck, stuck, stuck, stuck, stuck, { acquired: 13 }])).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it('is not full while a long queue moves on', () => {
    const looks = Array.from({ length: 20 }, (_, at) => ({ waiting: 200, acquired: at * 400 }));

    expect(fullAfter(looks)).not.toContain(true);
  });

  it('is full while a queue grows faster than it moves', () => {
    const looks = Array.from({ length: 8 }, (_, at) => ({ waiting: 100 + at * 50, acquired: at }));

    expect(fullAfter(looks).at(-1)).toBe(true);
  });
});

it('says in the log when it begins and ends, once each', async () => {
  const lines: string[] = [];
  const log = pino({ messageKey: 'message' }, { write: (line: string) => void lines.push(line) });
  let delayMs = 2_000;
  using watch = watchLoad({ loopDelayMs: () => delayMs, pool: IDLE }, log, 5);

  await until('it is full', () => watch.isFull());
  delayMs = 0;
  await until('it is not full any more', () => !watch.isFull());

  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('requests are refused');
  expect(lines[1]).toContain('requests are served again');
});
