import { type Clock, MINUTE_MS } from '../base/clock.ts';

/** A table that only grows, by ids that rise. */
export interface GrowingTable {
  /** The last id from before an instant; 0 where there is none. */
  lastBefore(instant: Date): Promise<number>;
  /** How many rows of each kind came after one id, up to another (null: to the newest). */
  count(after: number, upTo: number | null): Promise<ReadonlyMap<string, number>>;
}

/** Longer no transaction lasts: among older rows none appears any more, whatever the order of the ids. */
const SETTLED_MS = 5 * MINUTE_MS;

/** How many rows of each kind came since now. What is settled is added up once, so that a count costs the same after a year. */
export function countOnwards(
  clock: Clock,
  { lastBefore, count }: GrowingTable,
): () => Promise<ReadonlyMap<string, number>> {
  const since = clock.now();
  const settled = new Map<string, number>();
  let upTo: number | null = null;
  return async () => {
    upTo ??= await lastBefore(since);
    const last = await lastBefore(new Date(clock.now().getTime() - SETTLED_MS));
    if (last > upTo) {
      const more = await count(upTo, last);
      upTo = last;
      for (const [kind, number] of more) add(settled, kind, number);
    }
    const total = new Map(settled);
    for (const [kind, number] of await count(upTo, null)) add(total, kind, number);
    return total;
  };
}

function add(counts: Map<string, number>, kind: string, number: number): void {
  counts.set(kind, (counts.get(kind) ?? 0) + number);
}
