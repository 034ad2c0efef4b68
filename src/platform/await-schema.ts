import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { MINUTE_MS, SECOND_MS } from '../base/clock.ts';
import { isDatabaseDown } from './database.ts';
import type { Log } from './log.ts';
import { MigrationFault } from './migration-files.ts';
import { readSchemaState } from './schema-state.ts';

interface Needs<T> {
  readonly db: Kysely<T>;
  readonly log: Log;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Tells whoever started the program what it waits for. */
  readonly say?: ((line: string) => void) | undefined;
  readonly lookMs?: number;
}

const REMIND_MS = MINUTE_MS;
const WAITING = 'Waiting for `mamcrawler migrate up`: the database is not of this version yet …';

/**
 * Waits until another process has brought the schema up to date. Throws MigrationFault for a database of a newer
 * version, and what the signal was aborted with.
 */
export async function awaitSchema<T>(needs: Needs<T>): Promise<void> {
  const { log, signal, say = () => {}, lookMs = SECOND_MS } = needs;
  const startedAt = performance.now();
  let remindedAt: number | null = null;
  while (!(await isReady(needs))) {
    const now = performance.now();
    if (remindedAt === null) say(WAITING);
    if (remindedAt === null || now - remindedAt >= REMIND_MS) {
      remindedAt = now;
      log.info({ waited_seconds: Math.round((now - startedAt) / SECOND_MS) }, WAITING);
    }
    await wait(lookMs, undefined, signal === undefined ? {} : { signal }).catch(() => {});
    signal?.throwIfAborted();
  }
}

async function isReady<T>({ db, log }: Needs<T>): Promise<boolean> {
  try {
    const { standing, fault } = await readSchemaState(db);
    if (fault !== null) throw new MigrationFault(fault);
    return standing === 'current';
  } catch (error) {
    // Who migrates may be restarting it.
    if (!isDatabaseDown(error)) throw error;
    log.debug({ err: error }, 'the database cannot be reached');
    return false;
  }
}
