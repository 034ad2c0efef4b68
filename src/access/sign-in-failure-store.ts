import { sql } from 'kysely';
import type { Database, Tx } from '../platform/database.ts';
import {
  accountHash,
  countsEverywhere,
  EVERYWHERE,
  type Failures,
  LOCK_AFTER,
  LOCK_MS,
  lockedSeconds,
} from './sign-in-throttle.ts';
import { nameKey } from './user-store.ts';

interface Attempt {
  readonly name: string;
  readonly origin: string;
  readonly now: Date;
}

/**
 * Counts an attempt before its password is looked at, in one statement, so that attempts at the same time cannot get
 * round the count. Answers which one in a row it is, or null where the origin is locked: then it does not count.
 */
export async function countAttempt(db: Database, { name, origin, now }: Attempt): Promise<number | null> {
  const stale = forgottenAt(now);
  const row = await db
    .insertInto('sign_in_failure')
    .values({ account_hash: accountHash(nameKey(name)), origin, failures: 1, failed_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['account_hash', 'origin'])
        .doUpdateSet({
          failures: sql<number>`case when sign_in_failure.failed_at <= ${stale} then 1 else least(sign_in_failure.failures + 1, 1000000) end`,
          failed_at: now,
        })
        .where((where) =>
          where.or([
            where.val(origin === EVERYWHERE),
            where('sign_in_failure.failures', '<', LOCK_AFTER),
            where('sign_in_failure.failed_at', '<=', stale),
          ]),
        ),
    )
    .returning('failures')
    .executeTakeFirst();
  return row?.failures ?? null;
}

/**
 * Counts how often one origin did something that is noted only once in so long. Kept beside the failures of accounts,
 * and forgotten with them. Answers which one it is since the first.
 */
export async function countNote(
  tx: Tx,
  { what, origin, now }: { readonly what: string; readonly origin: string; readonly now: Date },
): Promise<number> {
  const stale = forgottenAt(now);
  const { failures } = await tx
    .insertInto('sign_in_failure')
    // No name begins so.
    .values({ account_hash: accountHash(`\0${what}`), origin, failures: 1, failed_at: now })
    .onConflict((conflict) =>
      conflict.columns(['account_hash', 'origin']).doUpdateSet({
        failures: sql<number>`case when sign_in_failure.failed_at <= ${stale} then 1 else least(sign_in_failure.failures + 1, 1000000) end`,
        failed_at: sql<Date>`case when sign_in_failure.failed_at <= ${stale} then excluded.failed_at else sign_in_failure.failed_at end`,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  return failures;
}

/** What is counted for an account from one origin. */
export async function findFailures(
  db: Database,
  { name, origin }: Omit<Attempt, 'now'>,
): Promise<Failures | null> {
  const row = await db
    .selectFrom('sign_in_failure')
    .select(['failures', 'failed_at as failedAt'])
    .where('account_hash', '=', accountHash(nameKey(name)))
    .where('origin', '=', origin)
    .executeTakeFirst();
  return row ?? null;
}

/** After a success: this origin begins anew, and what it failed no longer counts for the account. Others' failures stay. */
export async function clearFailures(tx: Tx, { name, origin }: Omit<Attempt, 'now'>): Promise<void> {
  const own = await tx
    .deleteFrom('sign_in_failure')
    .where('account_hash', '=', accountHash(nameKey(name)))
    .where('origin', '=', origin)
    .returning('failures')
    .executeTakeFirst();
  if (own !== undefined) await subtractEverywhere(tx, { name, origin }, own.failures);
}

/** As if an attempt that was counted had not been made: its password was never looked at. */
export async function takeBackAttempt(db: Database, { name, origin }: Omit<Attempt, 'now'>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const own = await tx
      .updateTable('sign_in_failure')
      .set({ failures: sql<number>`failures - 1` })
      .where('account_hash', '=', accountHash(nameKey(name)))
      .where('origin', '=', origin)
      .where('failures', '>', 0)
      .returning('failures')
      .executeTakeFirst();
    // A success meanwhile has cleared it.
    if (own !== undefined) await subtractEverywhere(tx, { name, origin }, 1);
  });
}

async function subtractEverywhere(
  tx: Tx,
  { name, origin }: Omit<Attempt, 'now'>,
  failures: number,
): Promise<void> {
  if (!countsEverywhere(origin)) return;
  await tx
    .updateTable('sign_in_failure')
    .set({ failures: sql<number>`greatest(failures - ${failures}, 0)` })
    .where('account_hash', '=', accountHash(nameKey(name)))
    .where('origin', '=', EVERYWHERE)
    .execute();
}

/** Unlocks an account for every address and device. */
export async function forgetFailures(tx: Tx, name: string): Promise<void> {
  await tx
    .deleteFrom('sign_in_failure')
    .where('account_hash', '=', accountHash(nameKey(name)))
    .execute();
}

/** Those of the names whose account some address or device is kept out of. */
export async function lockedAccounts(
  db: Database,
  now: Date,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const byHash = new Map(names.map((name) => [hex(accountHash(nameKey(name))), name]));
  const rows = await db
    .selectFrom('sign_in_failure')
    .select(['account_hash', 'failures', 'failed_at as failedAt'])
    .where(
      'account_hash',
      'in',
      names.map((name) => accountHash(nameKey(name))),
    )
    .where('origin', '!=', EVERYWHERE)
    .where('failures', '>=', LOCK_AFTER)
    .execute();
  const locked = rows.filter((row) => lockedSeconds(row, now) !== null);
  return new Set(locked.flatMap((row) => byHash.get(hex(row.account_hash)) ?? []));
}

export async function isLocked(db: Database, now: Date, name: string): Promise<boolean> {
  return (await lockedAccounts(db, now, [name])).has(name);
}

/** Forgets what counts no more. */
export async function deleteStaleFailures(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('failed_at', '<=', forgottenAt(now)).execute();
}

function forgottenAt(now: Date): Date {
  return new Date(now.getTime() - LOCK_MS);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
