import { forgetOldAuditEntries } from '../access/audit-store.ts';
import { DEVICE_LIFETIME_MS } from '../access/known-device.ts';
import { deleteDevicesNotSeenSince } from '../access/known-device-store.ts';
import { IDLE_MS } from '../access/session.ts';
import { deleteSessionsEndedBefore } from '../access/session-store.ts';
import { deleteStaleFailures } from '../access/sign-in-failure-store.ts';
import { forgetFactsBefore } from '../activity/fact-store.ts';
import { forgetTasksBefore } from '../activity/task-store.ts';
import { type Clock, DAY_MS } from '../base/clock.ts';
import { forgetScanChangesBefore } from '../catalog/change-store.ts';
import type { Database } from '../platform/database.ts';
import { forgetSearchesBefore } from '../wanted/search-store.ts';
import { forgetErrorGroupsBefore } from './error-group-store.ts';

const KEPT_DAYS = { facts: 730, searches: 90, tasks: 30, errors: 30, scanChanges: 365 };

/**
 * Nothing grows without bound: history, old searches, tasks, errors, what scans changed, sessions, known browsers and what strangers tried
 * have an end.
 */
export async function forgetOldRecords({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<void> {
  const now = clock.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const daysAgo = (days: number) => ago(days * DAY_MS);
  await forgetFactsBefore(db, daysAgo(KEPT_DAYS.facts));
  await forgetSearchesBefore(db, daysAgo(KEPT_DAYS.searches));
  await forgetTasksBefore(db, daysAgo(KEPT_DAYS.tasks));
  await forgetScanChangesBefore(db, daysAgo(KEPT_DAYS.scanChanges));
  await forgetErrorGroupsBefore(db, daysAgo(KEPT_DAYS.errors));
  await forgetOldAuditEntries(db);
  await deleteSessionsEndedBefore(db, now, ago(IDLE_MS));
  await deleteDevicesNotSeenSince(db, ago(DEVICE_LIFETIME_MS));
  await deleteStaleFailures(db, now);
}
