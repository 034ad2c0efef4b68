import { IDLE_MS } from '../access/session.ts';
import { deleteSessionsEndedBefore } from '../access/session-store.ts';
import { forgetFactsBefore } from '../activity/fact-store.ts';
import { forgetTasksBefore } from '../activity/task-store.ts';
import { type Clock, DAY_MS } from '../base/clock.ts';
import type { Database } from '../platform/database.ts';
import { forgetSearchesBefore } from '../wanted/search-store.ts';

const KEPT_DAYS = { facts: 730, searches: 90, tasks: 30 };

/** Nothing grows without bound: history, old searches, tasks and sessions have an end. */
export async function forgetOldRecords({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<void> {
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  await forgetFactsBefore(db, daysAgo(KEPT_DAYS.facts));
  await forgetSearchesBefore(db, daysAgo(KEPT_DAYS.searches));
  await forgetTasksBefore(db, daysAgo(KEPT_DAYS.tasks));
  await deleteSessionsEndedBefore(db, clock.now(), new Date(clock.now().getTime() - IDLE_MS));
}
