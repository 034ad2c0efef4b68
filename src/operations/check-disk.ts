import { formatBytes } from '../base/quantities.ts';
import type { PlaceReading } from './disk-space.ts';
import type { ServiceHealth } from './service-health.ts';

const LEAST_FREE_BYTES = 1_000_000_000;
const LEAST_FREE_SHARE = 0.01;

/** Tells from what was read whether there is room. */
export function checkDisk(readings: readonly PlaceReading[]): ServiceHealth {
  const faults = readings.flatMap((reading) => faultOf(reading) ?? []);
  const free = readings.flatMap(({ name, reading }) =>
    reading.state === 'read'
      ? [`${name} has ${formatBytes(reading.freeBytes)} of ${formatBytes(reading.totalBytes)} left.`]
      : [],
  );
  const detail = free.length === 0 ? {} : { detail: free.join(' ') };
  if (faults.length === 0) return { status: 'healthy', ...detail };
  return {
    status: 'degraded',
    ...detail,
    error: faults.map(({ error }) => error).join(' '),
    what_to_do: [...new Set(faults.map(({ whatToDo }) => whatToDo))].join(' '),
  };
}

function faultOf({ name, reading }: PlaceReading): { error: string; whatToDo: string } | null {
  switch (reading.state) {
    case 'silent':
      return {
        error: `${name} does not answer.`,
        whatToDo: 'Look whether a network drive is gone, and mount it again.',
      };
    case 'failed':
      return {
        error: `${name} cannot be read (${reading.code}).`,
        whatToDo: 'Mount the drive again, or correct the path in the settings.',
      };
    case 'read': {
      const { freeBytes, totalBytes } = reading;
      if (freeBytes >= LEAST_FREE_BYTES && freeBytes >= totalBytes * LEAST_FREE_SHARE) return null;
      const share = totalBytes === 0 ? 0 : (100 * freeBytes) / totalBytes;
      return {
        error: `${name} has only ${formatBytes(freeBytes)} left, ${share.toFixed(1)} % of its disk.`,
        whatToDo: 'Free some space, or move to a larger disk.',
      };
    }
  }
}
