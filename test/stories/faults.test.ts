import { describe, expect, it } from 'vitest';
import { soak, whatGrew } from '../../bench/load/soak.ts';
import { clockSetBack } from '../../drills/clock-set-back.ts';
import { databaseStopped } from '../../drills/database-stopped.ts';
import { diskFull } from '../../drills/disk-full.ts';
import type { Drill } from '../../drills/drill.ts';
import { machineLost } from '../../drills/machine-lost.ts';
import { scanKilled } from '../../drills/scan-killed.ts';
import { servicesFail } from '../../drills/services-fail.ts';
import { toldToStop } from '../../drills/told-to-stop.ts';
import { workerKilled } from '../../drills/worker-killed.ts';

/** The short forms of `npm run drill` and `npm run soak`: several at once, for they wait more than they do; the longest first. */
describe.concurrent('the program', () => {
  it.for([
    ['a killed worker', workerKilled],
    ['a stopped database', databaseStopped],
    ['kills during a scan', scanKilled],
  ] as const)('recovers from %s', ([, drill]) => expectRecovery(drill));

  it('does not grow in steady use', async () => {
    const { samples, errors } = await soak({ books: 500, minutes: 0.4, wants: 16 });
    expect(errors).toEqual([]);
    expect(whatGrew(samples)).toEqual([]);
    expect(samples.every(({ answered }) => answered > 0)).toBe(true);
  });

  it.for([
    ['being told to stop', toldToStop],
    ['full disks', diskFull],
    ['a clock that is set back', clockSetBack],
    ['services that fail', servicesFail],
    ['the loss of its machine', machineLost],
  ] as const)('recovers from %s', ([, drill]) => expectRecovery(drill));
});

async function expectRecovery(drill: Drill): Promise<void> {
  const outcomes = await drill({ isShort: true });
  expect(outcomes.length).toBeGreaterThan(0);
}

describe('what grew', () => {
  const sample = {
    seconds: 0,
    answered: 1,
    heapMegabytes: 60,
    residentMegabytes: 200,
    openFiles: 80,
    sessions: 8,
  };
  const warm = [sample, sample, sample];

  it('is nothing where all is as it was', () => {
    expect(whatGrew([...warm, { ...sample, heapMegabytes: 65, openFiles: 88 }])).toEqual([]);
  });

  it.each([
    [{ heapMegabytes: 80 }, '80.0 MB of heap after a collection at the end, 60.0 when it was warm.'],
    [{ openFiles: 120 }, '120.0 open files at the end, 80.0 when it was warm.'],
    [{ sessions: 20 }, '20.0 database sessions at the end, 8.0 when it was warm.'],
  ])('is told: %o', (more, told) => {
    expect(whatGrew([...warm, { ...sample, ...more }])).toEqual([told]);
  });
});
