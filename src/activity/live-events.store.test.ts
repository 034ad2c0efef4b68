import pino from 'pino';
import { describe, expect } from 'vitest';
import type { TestDatabase } from '../../test/support/postgres.ts';
import { it } from '../../test/support/severable-database.ts';
import { until } from '../../test/support/until.ts';
import { listen } from '../platform/listen.ts';
import { type LiveEvent, type LiveEvents, listenForChanges, tellChanges } from './live-events.ts';

const log = pino({ enabled: false });

function collect(live: LiveEvents): LiveEvent[] {
  const heard: LiveEvent[] = [];
  live.subscribe((event) => heard.push(event));
  return heard;
}

const tell = ({ database }: TestDatabase, id: number) => tellChanges(database, [{ kind: 'book', ids: [id] }]);
const ids = (events: readonly LiveEvent[] | null) => events?.map((event) => event.ids[0]);

describe('live events', () => {
  it('are heard in order by everyone who listens, in every process, until they leave', async ({
    database,
  }) => {
    await using hearing = await listen({ ...database.connection }, log);
    await using elsewhere = await listen({ ...database.connection }, log);
    const [here, there] = [await listenForChanges(hearing), await listenForChanges(elsewhere)];
    const [one, other, leaving] = [collect(here), collect(there), [] as LiveEvent[]];
    const leave = here.subscribe((event) => leaving.push(event));

    await tell(database, 1);
    await until('it was heard', () => leaving.length === 1);
    leave();
    await tellChanges(database.database, [
      // Of a newer version beside us.
      { kind: 'bookmark' as 'book', ids: [7] },
      { kind: 'task', ids: [2] },
      { kind: 'import', ids: [3] },
    ]);
    await until('they were heard', () => one.length === 3 && other.length === 3);

    expect(one.map(({ kind, ids: about }) => [kind, about])).toEqual([
      ['book', [1]],
      ['task', [2]],
      ['import', [3]],
    ]);
    expect(other).toEqual(one);
    expect(leaving).toHaveLength(1);
    expect(one.map(({ id }) => id)).toEqual(one.map(({ id }) => id).toSorted((a, b) => a - b));
  });

  it('are remembered for those who come back', async ({ database }) => {
    await using listener = await listen({ ...database.connection }, log);
    const live = await listenForChanges(listener);
    const heard = collect(live);
    for (const id of [1, 2, 3]) await tell(database, id);
    await until('they were heard', () => heard.length === 3);

    expect(ids(live.since(heard[0]?.id ?? 0))).toEqual([2, 3]);
    expect(ids(live.since(heard[2]?.id ?? 0))).toEqual([]);
    expect(live.since(1_000_000)).toBeNull();
  });

  it('are remembered a thousand at most', async ({ database }) => {
    await using listener = await listen({ ...database.connection }, log);
    const live = await listenForChanges(listener);
    const heard = collect(live);
    const many = Array.from({ length: 1001 }, (_, at) => ({ kind: 'book' as const, ids: [at] }));
    await tellChanges(database.database, many);
    await until('they were heard', () => heard.length === 1001);

    expect(live.since(heard[0]?.id ?? 0)).toBeNull();
    expect(live.since(heard[1]?.id ?? 0)).toHaveLength(999);
  });

  it('begin anew with a reset when the connection was broken', async ({ database, way }) => {
    await using listener = await listen({ ...way.connection }, log);
    const live = await listenForChanges(listener);
    const heard = collect(live);
    await tell(database, 1);
    await until('it was heard', () => heard.length === 1);
    const [before] = heard;

    way.cut();
    await tell(database, 2);
    way.mend();
    await until('there is a reset', () => heard.some(({ kind }) => kind === 'reset'));
    await tell(database, 3);
    await until('it is heard again', () => heard.length === 3);

    expect(heard.map(({ kind, ids: about }) => [kind, ...about])).toEqual([
      ['book', 1],
      ['reset'],
      ['book', 3],
    ]);
    expect(live.since(before?.id ?? 0)).toBeNull();
  });
});
