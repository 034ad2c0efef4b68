import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../base/clock.ts';
import { countOnwards, type GrowingTable } from './count-onwards.ts';

interface Row {
  readonly id: number;
  readonly kind: string;
  readonly atMs: number;
}

/** A table in memory that notes how many rows each count had to read. */
function tableOf(rows: Row[]) {
  const reads: number[] = [];
  const table: GrowingTable = {
    lastBefore: async (instant) =>
      Math.max(0, ...rows.filter(({ atMs }) => atMs < instant.getTime()).map(({ id }) => id)),
    count: async (after, upTo) => {
      const read = rows.filter(({ id }) => id > after && (upTo === null || id <= upTo));
      reads.push(read.length);
      return new Map([...Map.groupBy(read, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length]));
    },
  };
  return { table, reads };
}

describe('a count from now on', () => {
  it('knows nothing of what came before, and all that came since, by kind', async () => {
    const rows: Row[] = [{ id: 1, kind: 'BookWanted', atMs: 500 }];
    const count = countOnwards({ now: () => new Date(1_000) }, tableOf(rows).table);
    rows.push({ id: 2, kind: 'BookWanted', atMs: 1_000 }, { id: 3, kind: 'BookAdded', atMs: 1_001 });

    expect(Object.fromEntries(await count())).toEqual({ BookWanted: 1, BookAdded: 1 });
  });

  it('reads each row for some minutes and never again', async () => {
    const rows: Row[] = [];
    const { table, reads } = tableOf(rows);
    let nowMs = 1_000;
    const count = countOnwards({ now: () => new Date(nowMs) }, table);
    const totals: (number | undefined)[] = [];

    for (let minute = 1; minute <= 60; minute += 1) {
      nowMs += MINUTE_MS;
      for (let at = 0; at < 10; at += 1) rows.push({ id: rows.length + 1, kind: 'BookAdded', atMs: nowMs });
      totals.push((await count()).get('BookAdded'));
    }

    expect(totals).toEqual(Array.from({ length: 60 }, (_, at) => (at + 1) * 10));
    expect(Math.max(...reads)).toBe(60);
  });

  it('misses nothing that appears after what has a higher number', async () => {
    const rows: Row[] = [{ id: 2, kind: 'BookAdded', atMs: 1_000 }];
    let nowMs = 1_000;
    const count = countOnwards({ now: () => new Date(nowMs) }, tableOf(rows).table);
    nowMs += 2 * MINUTE_MS;
    expect((await count()).get('BookAdded')).toBe(1);

    rows.push({ id: 1, kind: 'BookAdded', atMs: 1_000 });

    expect((await count()).get('BookAdded')).toBe(2);
    nowMs += 10 * MINUTE_MS;
    expect((await count()).get('BookAdded')).toBe(2);
  });
});
