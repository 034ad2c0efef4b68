import { type Actor, userIdOf } from '../access/actor.ts';
import { may } from '../access/permissions.ts';
import { Conflict, TooManyRequests } from '../base/errors.ts';
import { formatDuration } from '../base/quantities.ts';
import type { Tx } from '../platform/database.ts';
import type { RateLimiter } from '../platform/rate-limiter.ts';
import { countOpenWants } from './wanted-store.ts';

/** A member wants so many books at a time, */
const OPEN_WANTS = 100;
/** also one after the other within an hour, for each is searched at once, */
const WANTS_PER_HOUR = 100;
/** and has so many searches made by hand within an hour. */
const SEARCHES_PER_HOUR = 30;
const HOUR_SECONDS = 3600;

interface Needs {
  readonly rateLimiter: Pick<RateLimiter, 'take'>;
}

/** Throws TooManyRequests where a member wanted too much within an hour. Administrators are not bounded. */
export async function countNewWant(needs: Needs, actor: Actor): Promise<void> {
  await countUse(needs, actor, { key: 'wants', points: WANTS_PER_HOUR, what: 'wanted books' });
}

/** Throws TooManyRequests where a member had too many searches made. Administrators are not bounded. */
export async function countSearchByHand(needs: Needs, actor: Actor): Promise<void> {
  await countUse(needs, actor, { key: 'searches', points: SEARCHES_PER_HOUR, what: 'searches' });
}

/** Throws Conflict where a member wants too much already. Administrators are not bounded. */
export async function refuseManyWants(tx: Tx, actor: Actor): Promise<void> {
  if (may(actor, 'wanted.edit_any') || (await countOpenWants(tx, userIdOf(actor))) < OPEN_WANTS) return;
  throw new Conflict(
    `You want ${OPEN_WANTS} books already, the most that a member may. Wait until some are owned, or stop wanting one.`,
  );
}

async function countUse(
  { rateLimiter }: Needs,
  actor: Actor,
  { key, points, what }: { readonly key: string; readonly points: number; readonly what: string },
): Promise<void> {
  if (may(actor, 'wanted.edit_any')) return;
  const caller = userIdOf(actor) ?? 'program';
  const taken = await rateLimiter.take(`${key}:${caller}`, { points, windowSeconds: HOUR_SECONDS });
  if (taken.allowed) return;
  throw new TooManyRequests(
    `A member may ask for ${points} ${what} within an hour, and you have. MAMcrawler searches by itself too; you can ask again in ${formatDuration(taken.resetSeconds)}.`,
    taken.resetSeconds,
  );
}
