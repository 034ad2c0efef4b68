import { PROGRAM_KEY, type RunningProgram } from '../../test/support/program.ts';

/** What a process says of itself in `/metrics`. */
export interface ProcessReading {
  /** Of the event loop since it was read last. */
  readonly loopDelayP99Ms: number;
  readonly loopDelayMaxMs: number;
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
  readonly openFiles: number;
  readonly databaseSessions: number;
}

export async function readProcess({ address }: Pick<RunningProgram, 'address'>): Promise<ProcessReading> {
  const response = await fetch(new URL('/metrics', address), { headers: { 'x-api-key': PROGRAM_KEY } });
  const text = await response.text();
  const value = (name: string) => Number(new RegExp(`^mamcrawler_${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    loopDelayP99Ms: value('nodejs_eventloop_lag_p99_seconds') * 1000,
    loopDelayMaxMs: value('nodejs_eventloop_lag_max_seconds') * 1000,
    residentMegabytes: value('process_resident_memory_bytes') / 2 ** 20,
    heapMegabytes: value('nodejs_heap_size_used_bytes') / 2 ** 20,
    openFiles: value('process_open_fds'),
    databaseSessions: [...text.matchAll(/^mamcrawler_database_pool_connections\{.*\} (\d+)$/gm)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    ),
  };
}
