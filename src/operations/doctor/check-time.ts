import { sql } from 'kysely';
import { formatDuration } from '../../base/quantities.ts';
import { within } from '../../base/within.ts';
import type { Database } from '../../platform/database.ts';
import type { Outbound } from '../../platform/outbound.ts';
import { type Check, ok, skipped, warning } from './check.ts';

/** By how much another clock is ahead of ours (negative: behind). */
export interface ClockReading {
  /** For a person: `the database`. */
  readonly whose: string;
  readonly aheadSeconds: number;
}

const MOST_APART_SECONDS = 30;
const PATIENCE_MS = 5_000;

export function judgeTime(timeZone: string, readings: readonly ClockReading[]): readonly Check[] {
  const zone = ok('time_zone', `The time zone is ${timeZone}; schedules and the log are in UTC.`);
  if (readings.length === 0) return [zone, skipped('clock', 'There is no other clock to compare with.')];
  const apart = readings.filter(({ aheadSeconds }) => Math.abs(aheadSeconds) > MOST_APART_SECONDS);
  if (apart.length === 0) {
    const all = readings.map(({ whose }) => whose).join(' and ');
    return [zone, ok('clock', `The clock agrees with that of ${all}.`)];
  }
  return [
    zone,
    ...apart.map(({ whose, aheadSeconds }) =>
      warning(
        'clock',
        `The clock of this machine is ${formatDuration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'behind' : 'ahead of'} that of ${whose}.`,
        'Set both by NTP (systemd-timesyncd, chrony). Sessions, schedules and TLS go wrong with a wrong clock.',
      ),
    ),
  ];
}

export async function readDatabaseClock(db: Database): Promise<ClockReading> {
  const before = Date.now();
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`.execute(db);
  const now = (before + Date.now()) / 2;
  return { whose: 'the database', aheadSeconds: ((rows[0]?.at ?? now) - now) / 1000 };
}

/** By the header `Date` of a service that was set up anyhow; null where it does not say. */
export async function readServiceClock(
  outbound: Outbound,
  service: { readonly name: string; readonly url: string },
): Promise<ClockReading | null> {
  try {
    const call = { url: service.url, configured: [service.url], timeoutMs: PATIENCE_MS, maxBytes: 64 * 1024 };
    const reply = await within(PATIENCE_MS, outbound.request({ ...call, method: 'HEAD' }));
    const at = Date.parse(reply.header('date') ?? '');
    await reply.bytes().catch(() => null);
    return Number.isNaN(at) ? null : { whose: service.name, aheadSeconds: (at - Date.now()) / 1000 };
  } catch {
    // That it cannot be reached is told where it is tested.
    return null;
  }
}
