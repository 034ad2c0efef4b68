import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS, SECOND_MS } from '../../base/clock.ts';
import { fileSystemKind } from '../../platform/file-system-kind.ts';
import { isIgnoredName } from '../group-files.ts';
import type { Library } from '../library-store.ts';
import { checkRoot } from '../walk/check-root.ts';
import { type FolderEvents, listenToFolders, type WatchFolder } from './folder-events.ts';
import { createFolderTable, type FolderTable } from './folder-table.ts';
import { printOfPlace } from './print-of-place.ts';
import { createSettling, type Settling } from './settling.ts';
import type { WatchState } from './watch-state.ts';

export interface WatchTimes {
  /** What has not changed for so long is taken up. */
  readonly settleMs: number;
  /** Where the file system tells of changes, for what it may have left out; and where it does not. */
  readonly lookWithEventsMs: number;
  readonly lookMs: number;
}

export const WATCH_TIMES: WatchTimes = {
  settleMs: 10 * SECOND_MS,
  lookWithEventsMs: 15 * MINUTE_MS,
  lookMs: 5 * MINUTE_MS,
};

export interface WatchedLibrary {
  readonly library: Pick<Library, 'id' | 'path' | 'watch'>;
  /** What was put in or taken out since then is taken up now; null: nothing was ever read. */
  readonly readAt: Date | null;
  /** Answers whether it is done: else it is asked again. */
  takeUp(places: readonly string[]): Promise<boolean>;
  /** Hears how it is watched, whenever that may have changed. */
  tell(state: WatchState): Promise<void>;
  /** Watches one folder; the operating system does where nobody else is named. */
  readonly watchFolder?: WatchFolder;
}

interface Watch {
  readonly root: string;
  readonly table: FolderTable;
  /** Null where the file system tells nothing. */
  readonly events: FolderEvents | null;
  readonly settling: Settling;
}

/** Watches a library until it is told to stop: what is new or has changed in it is taken up once it has stopped growing. */
export async function watchLibrary(
  watched: WatchedLibrary,
  times: WatchTimes,
  signal: AbortSignal,
): Promise<void> {
  const { library, tell } = watched;
  const root = library.path;
  for (;;) {
    const fault = await checkRoot(root);
    if (fault === null) break;
    await tell({ by: 'polling', reason: fault, every_seconds: wholeSeconds(times.lookMs) });
    await pause(times.lookMs, signal);
    if (signal.aborted) return;
  }
  const { name, tellsChanges } = await fileSystemKind(root);
  const heard = createHeard();
  using events =
    library.watch === 'auto' && tellsChanges ? listenToFolders(root, heard.note, watched.watchFolder) : null;
  const watch = {
    root,
    table: createFolderTable(root, signal),
    events,
    settling: createSettling({ settleMs: times.settleMs }),
  };
  await takeIn(watch, '', watched.readAt);

  for (let lookedAt = performance.now(); !signal.aborted; ) {
    const isWhole = events !== null && events.limit === null;
    const lookMs = isWhole ? times.lookWithEventsMs : times.lookMs;
    await tell(stateOf(watch, library.watch, name, lookMs));
    for (const { folder, name: entry } of heard.take()) await noteHeard(watch, folder, entry);
    if (performance.now() - lookedAt >= lookMs) {
      await lookEverywhere(watch);
      lookedAt = performance.now();
    }
    const settled = await watch.settling.look(
      (place) => printOfPlace(root, place),
      () => performance.now(),
    );
    if (settled.length > 0 && !(await watched.takeUp(settled)))
      for (const place of settled) watch.settling.note(place);
    const isBusy = watch.settling.size > 0;
    const restMs = isBusy ? times.settleMs / 4 : lookMs - (performance.now() - lookedAt);
    await pause(Math.max(restMs, 0), isBusy ? signal : AbortSignal.any([signal, heard.next()]));
    // A file that is copied is heard of with every block of it.
    if (!isBusy) await pause(times.settleMs / 8, signal);
  }
}

function stateOf(
  { events }: Watch,
  asked: Library['watch'],
  name: string | null,
  lookMs: number,
): WatchState {
  const every_seconds = wholeSeconds(lookMs);
  if (events === null) {
    const silent = name === null ? null : `A file system of the kind ${name} does not tell of all changes`;
    return { by: 'polling', reason: asked === 'poll' ? null : silent, every_seconds };
  }
  const { limit: reason, isRefused } = events;
  return isRefused
    ? { by: 'polling', reason, every_seconds, refused: true }
    : { by: 'events', reason, every_seconds };
}

function wholeSeconds(ms: number): number {
  return Math.ceil(ms / SECOND_MS);
}

/** Takes in a folder that was not known; what changed in it since then, or all of it, is to be taken up. */
async function takeIn({ table, events, settling }: Watch, path: string, since: Date | null): Promise<void> {
  for (const [index, { path: folder, changedAtMs }] of (await table.take(path)).entries()) {
    // Each costs the operating system a moment: nobody else shall wait for thousands of them.
    if (index % 16 === 15) await setImmediate();
    events?.add(folder);
    if (since !== null && changedAtMs > since.getTime()) settling.note(folder);
  }
}

async function noteHeard(watch: Watch, folder: string, name: string | null): Promise<void> {
  const { root, settling } = watch;
  if (name === null) return settling.note(folder);
  if (isIgnoredName(name)) return;
  const path = folder === '' ? name : `${folder}/${name}`;
  const isFolder = (await lstat(join(root, path)).catch(() => null))?.isDirectory() ?? false;
  if (isFolder) await takeIn(watch, path, null);
  // A single file of the library itself is an item; any other belongs to its folder.
  settling.note(isFolder || folder === '' ? path : folder);
}

async function lookEverywhere(watch: Watch): Promise<void> {
  const { table, events, settling } = watch;
  const { added, changed, gone } = await table.look();
  for (const path of gone) {
    events?.forget(path);
    settling.note(path);
  }
  for (const { path } of added) {
    events?.add(path);
    settling.note(path);
  }
  for (const path of changed) settling.note(path);
}

interface Heard {
  note(folder: string, name: string | null): void;
  take(): readonly { readonly folder: string; readonly name: string | null }[];
  /** Aborted when something is heard. */
  next(): AbortSignal;
}

/** Each name once, however often it is told of; beyond so many the folders only. */
const MOST_HEARD = 10_000;

function createHeard(): Heard {
  const heard = new Map<string, { readonly folder: string; readonly name: string | null }>();
  let waiting = new AbortController();
  return {
    note(folder, name) {
      const told = heard.size < MOST_HEARD ? { folder, name } : { folder: '', name: null };
      heard.set(`${told.folder}/${told.name ?? ''}`, told);
      waiting.abort();
    },
    take() {
      const taken = [...heard.values()];
      heard.clear();
      return taken;
    },
    next() {
      waiting = new AbortController();
      if (heard.size > 0) waiting.abort();
      return waiting.signal;
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal, ref: false }).catch(() => {});
}
