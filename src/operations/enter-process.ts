import { hostname } from 'node:os';
import { type Clock, SECOND_MS } from '../base/clock.ts';
import type { ProcessRole } from '../base/process-roles.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import {
  addProcess,
  listProcessesSeenWithin,
  noteProcessSeen,
  type Process,
  removeProcess,
  removeProcessesSilentFor,
} from './process-store.ts';

const BEAT_MS = 10 * SECOND_MS;
/** Whoever was not seen for so long is gone. */
const GONE_SECONDS = 45;

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly role: ProcessRole;
  readonly version: string;
  readonly beatMs?: number;
}

/** Enters this process among those that work on the database, says again and again that it is there, and takes it out at the end. */
export async function enterProcess(needs: Needs): Promise<AsyncDisposable> {
  const { db, clock, log, beatMs = BEAT_MS } = needs;
  const startedAt = clock.now();
  const enter = () => addProcess(db, { ...ownProcess(needs), started_at: startedAt });
  await removeProcessesSilentFor(db, GONE_SECONDS);
  let id = await enter();
  let beating: Promise<void> | null = null;
  async function beat(): Promise<void> {
    // A restored backup knows nothing of who is there now.
    if (!(await noteProcessSeen(db, id))) id = await enter();
  }
  const timer = setInterval(() => {
    // One at a time: two that find it forgotten would enter it twice.
    beating ??= beat()
      .catch((error: unknown) => log.debug({ err: error }, 'this process could not be noted'))
      .finally(() => {
        beating = null;
      });
  }, beatMs).unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await beating;
      await removeProcess(db, id).catch((error: unknown) =>
        log.debug({ err: error }, 'this process could not be taken out'),
      );
    },
  };
}

/** Every process that works on this database now, this one too. */
export function listLiveProcesses(db: Database): Promise<readonly Process[]> {
  return listProcessesSeenWithin(db, GONE_SECONDS);
}

function ownProcess({ role, version }: Needs) {
  return { role, version, host: hostname(), pid: process.pid };
}
