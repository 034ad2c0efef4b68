import type { Actor } from '../access/actor.ts';
import { openTask } from '../activity/task-store.ts';
import type { Clock } from '../base/clock.ts';
import { Conflict, NotFound } from '../base/errors.ts';
import { openDownloadOf } from '../downloads/download-store.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import type { RateLimiter } from '../platform/rate-limiter.ts';
import { SearchWantedBook } from './jobs.ts';
import { countSearchByHand } from './member-bounds.ts';
import { refuseForeignWant } from './own-want.ts';
import { lockWanted, readDueWants } from './wanted-store.ts';

/** Opens a search task for a want, or answers the one under way. */
export async function openSearch(send: SendJob, tx: Tx, wantedId: number): Promise<number> {
  const task = await openTask(tx, 'search_wanted_book', wantedId);
  // Also for a task under way: should its job have been lost, this one goes on with it, else it finds it ended.
  await send(tx, SearchWantedBook, { task_id: task.id, wanted_id: wantedId });
  return task.id;
}

/**
 * A person asks for a search now. Throws Forbidden for a want of somebody else, Conflict for a book owned or coming, and
 * TooManyRequests.
 */
export async function requestSearch(
  needs: { readonly db: Database; readonly send: SendJob; readonly rateLimiter: Pick<RateLimiter, 'take'> },
  actor: Actor,
  wantedId: number,
): Promise<number> {
  const { db, send } = needs;
  await countSearchByHand(needs, actor);
  return db.transaction().execute(async (tx) => {
    const wanted = await lockWanted(tx, wantedId);
    if (wanted === null) throw new NotFound(`There is no wanted book ${wantedId}.`);
    refuseForeignWant(actor, wanted);
    if (wanted.state === 'owned') throw new Conflict('This book is owned: there is nothing to search for.');
    const open = await openDownloadOf(tx, wantedId);
    if (open !== null) {
      const what = wanted.state === 'needs_person' ? 'waits for a decision about its import' : 'is under way';
      throw new Conflict(`A download for this book ${what}: "${open.title}".`, { download_id: open.id });
    }
    return openSearch(send, tx, wantedId);
  });
}

const AT_ONCE = 50;

/** Opens searches for the wants whose time has come; the rest waits for the next minute. */
export async function searchDueWants({
  db,
  send,
  clock,
}: {
  readonly db: Database;
  readonly send: SendJob;
  readonly clock: Clock;
}): Promise<void> {
  for (const id of await readDueWants(db, clock.now(), AT_ONCE)) {
    await db.transaction().execute((tx) => openSearch(send, tx, id));
  }
}
