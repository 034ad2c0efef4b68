import type pg from 'pg';
import { DAY_MS, MINUTE_MS } from '../../base/clock.ts';
import { whileHeld } from '../../platform/advisory-lock.ts';
import type { JobAttempt } from '../../platform/jobs.ts';
import { CHECK_ITEMS_LOCK } from '../../platform/lock-numbers.ts';
import { type CheckNeeds, checkItems } from './check-items.ts';
import { readDueItems, summariseChecks } from './check-store.ts';
import { methodOf } from './look-into-item.ts';
import { watchFor } from './watch-for.ts';

export interface DueNeeds extends CheckNeeds {
  /** Of the same database. */
  readonly connection: pg.ClientConfig;
  /** A full pass takes so many days; 0: none is made. */
  readonly days: number;
  /** Whether others need the disk now: then the rest waits for the next hour. */
  readonly isBusy: () => Promise<boolean>;
}

/** The other half of each hour the machine has rest; so a very large library takes longer than its days. */
const LONGEST_MS = 30 * MINUTE_MS;
const MOST_ITEMS = 2_000;
const LOOK_ROUND_MS = 2_000;

/** Looks into the audio of the items whose turn it is: so much as makes a full pass in the given days. */
export async function checkDueItems(needs: DueNeeds, { signal }: Pick<JobAttempt, 'signal'>): Promise<void> {
  const { db, clock, days, connection, isBusy } = needs;
  if (days === 0 || (await isBusy())) return;
  await whileHeld(connection, CHECK_ITEMS_LOCK, async (lost) => {
    const now = clock.now();
    const { seconds } = await summariseChecks(db, now);
    const before = new Date(now.getTime() - days * DAY_MS);
    const due = await readDueItems(db, { method: methodOf(needs), before, limit: MOST_ITEMS });
    const budgetSeconds = seconds / (days * 24);
    await using busy = watchFor(LOOK_ROUND_MS, isBusy);
    const until = performance.now() + LONGEST_MS;
    try {
      await checkItems(needs, due, {
        signal: AbortSignal.any([signal, lost, busy.signal]),
        goOn: (done) => done.audio_seconds <= budgetSeconds && performance.now() < until,
      });
    } catch (error) {
      // What it was in the middle of comes first in the next hour.
      if (!busy.signal.aborted) throw error;
    }
  });
}
