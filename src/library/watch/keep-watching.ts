import { setTimeout as wait } from 'node:timers/promises';
import { type LiveEvents, tellChanges } from '../../activity/live-events.ts';
import { lastSuccessStart } from '../../activity/task-store.ts';
import { SECOND_MS } from '../../base/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { SendJob } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import { type Library, noteWatchState, readLibraries } from '../library-store.ts';
import type { WatchFolder } from './folder-events.ts';
import { takeUpPlaces } from './take-up-places.ts';
import { WATCH_TIMES, type WatchTimes, watchLibrary } from './watch-library.ts';
import type { WatchState } from './watch-state.ts';

interface Needs {
  readonly db: Database;
  readonly send: SendJob;
  readonly live: LiveEvents;
  readonly log: Log;
  readonly watchFolder?: WatchFolder;
}

interface Watching {
  /** By what it is watched anew. */
  readonly key: string;
  stop(): Promise<void>;
}

const AGAIN_MS = 30 * SECOND_MS;
/** Clocks of file systems are coarse, and those of others may be behind. */
const MARGIN_MS = 2 * SECOND_MS;

/** Watches every library whose people want that, until it is told to stop. */
export async function keepWatching(
  needs: Needs,
  signal: AbortSignal,
  times: WatchTimes | null = WATCH_TIMES,
): Promise<void> {
  if (times === null) return untilDue(signal, undefined);
  const { db, live, log } = needs;
  const watched = new Map<number, Watching>();
  let due = new AbortController();
  const unsubscribe = live.subscribe(({ kind }) => {
    if (kind === 'library' || kind === 'reset') due.abort();
  });
  try {
    while (!signal.aborted) {
      due = new AbortController();
      let restMs: number | undefined;
      try {
        await follow(needs, watched, times);
      } catch (error) {
        log.warn({ err: error }, 'the libraries to watch could not be read');
        restMs = AGAIN_MS;
      }
      await untilDue(AbortSignal.any([signal, due.signal]), restMs);
    }
  } finally {
    unsubscribe();
    await Promise.all([...watched.values()].map((each) => each.stop()));
    await Promise.all([...watched.keys()].map((id) => note(db, id, null).catch(() => {})));
  }
}

/** Begins to watch what is new or to be watched otherwise, and ends the rest. */
async function follow(needs: Needs, watched: Map<number, Watching>, times: WatchTimes): Promise<void> {
  const libraries = (await readLibraries(needs.db)).filter(({ watch }) => watch !== 'off');
  const keys = new Map(libraries.map(({ id, path, watch }) => [id, `${watch} ${path}`]));
  for (const [id, { key, stop }] of [...watched]) {
    if (keys.get(id) === key) continue;
    watched.delete(id);
    await stop();
    if (!keys.has(id)) await note(needs.db, id, null);
  }
  for (const library of libraries) {
    if (watched.has(library.id)) continue;
    watched.set(library.id, begin(needs, library, keys.get(library.id) ?? '', times));
  }
}

function begin(needs: Needs, library: Library, key: string, times: WatchTimes): Watching {
  const { db, log, watchFolder } = needs;
  const stopping = new AbortController();
  const { signal } = stopping;
  const tell = async (state: WatchState) => {
    const isNew = await note(db, library.id, state);
    if (isNew && state.refused)
      log.warn(
        { library: library.name, reason: state.reason },
        'a library is not watched, but looked at now and then',
      );
  };
  const watched = { library, tell, ...(watchFolder === undefined ? {} : { watchFolder }) };
  const watching = (async () => {
    while (!signal.aborted) {
      try {
        const startedAt = await lastSuccessStart(db, 'scan_library', library.id);
        const readAt = startedAt === null ? null : new Date(startedAt.getTime() - MARGIN_MS);
        const takeUp = (places: readonly string[]) => takeUpPlaces(needs, library, places);
        await watchLibrary({ ...watched, readAt, takeUp }, times, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ err: error, library: library.name }, 'watching a library was interrupted');
        await wait(AGAIN_MS, undefined, { signal }).catch(() => {});
      }
    }
  })();
  return {
    key,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

/** Answers whether it was otherwise before. */
async function note(db: Database, id: number, state: WatchState | null): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const isNew = await noteWatchState(tx, id, state);
    if (isNew) await tellChanges(tx, [{ kind: 'library', ids: [id] }]);
    return isNew;
  });
}

async function untilDue(due: AbortSignal, ms: number | undefined): Promise<void> {
  if (due.aborted) return;
  if (ms !== undefined) return wait(ms, undefined, { signal: due, ref: false }).catch(() => {});
  await new Promise<void>((resolve) => due.addEventListener('abort', () => resolve(), { once: true }));
}
