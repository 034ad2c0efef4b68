import { sql } from 'kysely';
import { NotReady } from '../base/errors.ts';
import { within } from '../base/within.ts';
import type { Database } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import type { Listener } from '../platform/listen.ts';
import { EchoQueue } from './jobs.ts';

const CHANNEL = 'mamcrawler_echo';
const PATIENCE_MS = 10_000;

/** Sends a job through the queue; answers after how many milliseconds a worker answered. Throws NotReady where none does. */
export type CheckQueue = () => Promise<number>;

interface Needs {
  readonly db: Database;
  readonly send: SendJob;
  readonly listener: Pick<Listener, 'on'>;
  readonly patienceMs?: number;
}

export async function createQueueCheck({
  db,
  send,
  listener,
  patienceMs = PATIENCE_MS,
}: Needs): Promise<CheckQueue> {
  const waiting = new Set<() => void>();
  await listener.on(CHANNEL, () => {
    for (const hear of waiting) hear();
  });
  return async () => {
    const startedAt = performance.now();
    const answered = Promise.withResolvers<void>();
    waiting.add(answered.resolve);
    try {
      await db.transaction().execute((tx) => send(tx, EchoQueue, {}));
      await within(patienceMs, answered.promise).catch(() => {
        throw new NotReady(
          `No worker answered within ${patienceMs / 1000} s. Look whether a process with MAMCRAWLER_ROLE=worker (or all) runs, and what its log says.`,
        );
      });
      return performance.now() - startedAt;
    } finally {
      waiting.delete(answered.resolve);
    }
  };
}

/** The worker's side: tells everybody who waits. */
export async function echoQueue({ db }: { readonly db: Database }): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, '')`.execute(db);
}
