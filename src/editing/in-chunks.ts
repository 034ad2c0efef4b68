import { setImmediate } from 'node:timers/promises';
import type { Database, Tx } from '../platform/database.ts';

/** Nobody waits longer than about this for what a chunk holds. */
const HELD_MS = 25;
const FIRST = 8;
const MOST = 200;

/**
 * Works through many things in transactions that are short enough for others to come between: how many a chunk takes
 * follows how long the one before took.
 */
export async function inChunks<Thing>(
  db: Database,
  things: readonly Thing[],
  work: (tx: Tx, chunk: readonly Thing[], from: number) => Promise<void>,
): Promise<void> {
  let size = FIRST;
  for (let from = 0; from < things.length; ) {
    const chunk = things.slice(from, from + size);
    let began = 0;
    await db.transaction().execute(async (tx) => {
      began = performance.now();
      await work(tx, chunk, from);
    });
    from += chunk.length;
    size = nextSize(chunk.length, performance.now() - began);
    await setImmediate();
  }
}

/** How many things would have taken as long as a chunk may take; it grows slowly, and shrinks at once. */
export function nextSize(size: number, tookMs: number): number {
  const fitting = Math.floor((size * HELD_MS) / Math.max(tookMs, 0.1));
  return Math.max(1, Math.min(fitting, size * 2, MOST));
}
