import { setTimeout as delay } from 'node:timers/promises';
import type { CallOptions } from '../src/contract/call.ts';
import type { Figure } from './figure.ts';
import { readProcess } from './load/read-process.ts';
import type { Floor } from './measure-floor.ts';
import { type FinishedScan, runScan } from './run-scan.ts';
import { residentMegabytes } from './server-process.ts';
import { watchMemory } from './watch-memory.ts';

/** What is measured: a running server, its process and a library of it. */
export interface Measured {
  readonly options: CallOptions;
  readonly pid: number;
  readonly libraryId: number;
}

export interface MeasuredScan extends FinishedScan {
  /** Of the server and its readers together. */
  readonly peakMegabytes: number;
  /** The longest that anything else had to wait for the event loop. */
  readonly loopDelayMs: number;
}

/** After so long without work a server counts as idle: Node has tidied up by then. */
export const IDLE_AFTER_MS = 15_000;

/** A scan of everything, then one in which nothing has changed, and what is left in memory; `floor`: beside that. */
export async function measureScan(measured: Measured, floor: Floor | null): Promise<readonly Figure[]> {
  const full = await scan(measured);
  const again = await scan(measured);
  await delay(IDLE_AFTER_MS);
  const label = `${full.items.toLocaleString('en')} items`;
  const first = `scan of ${label}`;
  const second = `unchanged re-scan of ${label}`;
  return [
    { name: first, value: full.seconds, unit: 's' },
    ...(floor === null ? [] : besideBareLoop(first, full, floor)),
    { name: `${first}: cost of an item`, value: costOf(full), unit: 'ms' },
    { name: `${first}: files`, value: full.files / full.seconds, unit: 'a second' },
    ...loadOf(first, full),
    { name: second, value: again.seconds, unit: 's' },
    ...(floor === null ? [] : besideFind(second, again, floor)),
    { name: `${second}: files read`, value: again.files_read, unit: 'files', atMost: 0 },
    ...loadOf(second, again),
    {
      name: `idle memory after a scan of ${label}`,
      value: residentMegabytes(measured.pid),
      unit: 'MB',
      atMost: 200,
    },
  ];
}

function besideBareLoop(name: string, { seconds }: MeasuredScan, { bareLoopSeconds }: Floor): Figure[] {
  return [
    { name: `${name}: bare loop that only walks and reads`, value: bareLoopSeconds, unit: 's' },
    { name: `${name}: against the bare loop`, value: seconds / bareLoopSeconds, unit: 'times', atMost: 2 },
  ];
}

function besideFind(name: string, { seconds }: MeasuredScan, { findSeconds }: Floor): Figure[] {
  const limit = 3 * findSeconds + 1;
  return [
    { name: `${name}: find over the same folder`, value: findSeconds, unit: 's' },
    { name: `${name}: against three times find and 1 s`, value: seconds / limit, unit: 'times', atMost: 1 },
  ];
}

function loadOf(name: string, { peakMegabytes, loopDelayMs }: MeasuredScan): Figure[] {
  return [
    { name: `${name}: peak memory with readers`, value: peakMegabytes, unit: 'MB', atMost: 400 },
    { name: `${name}: longest delay of the event loop`, value: loopDelayMs, unit: 'ms', atMost: 50 },
  ];
}

/** In milliseconds. */
export function costOf({ seconds, items }: Pick<FinishedScan, 'seconds' | 'items'>): number {
  return (seconds * 1000) / items;
}

async function scan({ options, pid, libraryId }: Measured): Promise<MeasuredScan> {
  // What was measured until now is forgotten by being read.
  await readProcess({ address: options.baseUrl });
  const memory = watchMemory(pid);
  const finished = await runScan(options, libraryId);
  const peakMegabytes = memory.stop();
  const { loopDelayMaxMs } = await readProcess({ address: options.baseUrl });
  return { ...finished, peakMegabytes, loopDelayMs: loopDelayMaxMs };
}
