import { type FSWatcher, watch as watchFiles } from 'node:fs';
import { appendFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { makeScratchFolder } from '../../../test/support/scratch-folder.ts';
import { until } from '../../../test/support/until.ts';
import type { WatchFolder } from './folder-events.ts';
import { type WatchTimes, watchLibrary } from './watch-library.ts';
import type { WatchState } from './watch-state.ts';

const TIMES: WatchTimes = { settleMs: 200, lookWithEventsMs: 60_000, lookMs: 50 };

interface Watched {
  readonly root: string;
  readonly taken: string[];
  readonly states: WatchState[];
  /** Answers false so many times. */
  refusals: number;
  at(path: string): string;
}

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function watch(
  mode: 'auto' | 'poll',
  {
    before = [],
    readAt = null,
    onTaken = () => {},
    times = TIMES,
    watchFolder,
  }: {
    readonly before?: readonly string[];
    readonly readAt?: Date | null;
    readonly onTaken?: () => void | Promise<void>;
    readonly times?: WatchTimes;
    readonly watchFolder?: WatchFolder;
  } = {},
): Promise<Watched> {
  const scratch = makeScratchFolder();
  const root = scratch.path;
  const stopping = new AbortController();
  const watched: Watched = { root, taken: [], states: [], refusals: 0, at: (path) => join(root, path) };
  for (const path of before) await put(watched, path);
  const done = watchLibrary(
    {
      library: { id: 1, path: root, watch: mode },
      readAt,
      async takeUp(places) {
        if (watched.refusals > 0) {
          watched.refusals -= 1;
          return false;
        }
        await onTaken();
        watched.taken.push(...places);
        return true;
      },
      tell: async (state) => void watched.states.push(state),
      ...(watchFolder === undefined ? {} : { watchFolder }),
    },
    times,
    stopping.signal,
  );
  ending.push(async () => {
    stopping.abort();
    await done.catch(() => {});
    scratch[Symbol.dispose]();
  });
  await until('it is watched', () => watched.states.length > 0);
  return watched;
}

async function put({ at }: Pick<Watched, 'at'>, path: string): Promise<void> {
  await mkdir(join(at(path), '..'), { recursive: true });
  await writeFile(at(path), path);
}

const heard = (watched: Watched, place: string) =>
  until(`${place} is taken up, and not only ${watched.taken.join(', ')}`, () =>
    watched.taken.includes(place),
  );

describe.each(['auto', 'poll'] as const)('a library that is watched (%s)', (mode) => {
  it('says how it is watched', async () => {
    const { states } = await watch(mode);
    expect(states[0]).toEqual(
      mode === 'auto'
        ? { by: 'events', reason: null, every_seconds: 60 }
        : { by: 'polling', reason: null, every_seconds: 1 },
    );
  });

  it('takes up what is new: books, single files, and books among others that are known', async () => {
    const watched = await watch(mode, { before: ['Austen/Persuasion/1.mp3'] });
    await put(watched, 'Austen/Emma/CD1/1.mp3');
    await put(watched, 'Shelley/Frankenstein/1.mp3');
    await put(watched, 'Walden.mp3');
    await until('all are taken up', () =>
      ['Austen', 'Shelley', 'Walden.mp3'].every((author) =>
        watched.taken.some((place) => place.startsWith(author)),
      ),
    );
    expect(watched.taken.every((place) => place !== '')).toBe(true);
  });

  it('takes up what is gone, and what has another name', async () => {
    const watched = await watch(mode, { before: ['Austen/Emma/1.mp3', 'Austen/Persuasion/1.mp3'] });
    await rm(watched.at('Austen/Emma'), { recursive: true });
    await rename(watched.at('Austen/Persuasion'), watched.at('Austen/Persuasion (1818)'));
    await until('both are taken up', () => {
      const has = (place: string) => watched.taken.some((each) => each === place || each === 'Austen');
      return has('Austen/Emma') && has('Austen/Persuasion') && has('Austen/Persuasion (1818)');
    });
  });

  it('takes up what was put in while nobody watched', async () => {
    const watched = await watch(mode, { before: ['Austen/Emma/1.mp3'], readAt: new Date(0) });
    await heard(watched, 'Austen/Emma');
  });

  it('asks again where nobody could take it up', async () => {
    const watched = await watch(mode);
    watched.refusals = 2;
    await put(watched, 'Emma/1.mp3');
    await heard(watched, 'Emma');
    expect(watched.refusals).toBe(0);
  });

  it('leaves alone what begins with a dot', async () => {
    const watched = await watch(mode);
    await put(watched, '.staging/1.mp3');
    await put(watched, 'Emma/1.mp3');
    await heard(watched, 'Emma');
    expect(watched.taken.filter((place) => place.startsWith('.'))).toEqual([]);
  });

  it('waits until a file that is being copied is whole', async () => {
    const sizes: number[] = [];
    const size = async () => (await stat(watched.at('Emma/1.mp3'))).size;
    const watched: Watched = await watch(mode, { onTaken: async () => void sizes.push(await size()) });
    let longestPause = 0;
    let writtenAt = performance.now();
    await mkdir(watched.at('Emma'));
    for (let block = 1; block <= 40; block += 1) {
      await appendFile(watched.at('Emma/1.mp3'), Buffer.alloc(1000));
      longestPause = Math.max(longestPause, performance.now() - writtenAt);
      writtenAt = performance.now();
      await delay(15);
    }
    await until('it is taken up whole', () => sizes.includes(40_000));
    // A machine that is so busy that the writer itself stood still proves nothing.
    if (longestPause < TIMES.settleMs / 2) expect(sizes[0]).toBe(40_000);
  });
});

it('waits for a folder that is not there, and says so', async () => {
  const stopping = new AbortController();
  const states: WatchState[] = [];
  const library = { id: 1, path: '/nowhere/at/all', watch: 'auto' as const };
  const takeUp = async () => true;
  const tell = async (state: WatchState) => void states.push(state);
  const done = watchLibrary({ library, readAt: null, takeUp, tell }, TIMES, stopping.signal);
  await until('it said so', () => states.length > 1);
  stopping.abort();
  await done;
  expect(states[0]).toMatchObject({ by: 'polling', reason: 'There is no folder /nowhere/at/all.' });
});

it.each([
  ['ENOSPC', /max_user_watches/],
  ['EMFILE', /max_user_instances/],
])(
  'looks itself where the system refuses to tell of one more folder (%s), and gives back the others',
  async (code, reason) => {
    const open = new Set<FSWatcher>();
    const watchFolder: WatchFolder = (path, heard) => {
      if (open.size === 2) throw Object.assign(new Error(`${code}: watch`), { code });
      const watcher = watchFiles(path, { persistent: false }, (_, name) => heard(name));
      watcher.on('close', () => open.delete(watcher));
      open.add(watcher);
      return watcher;
    };

    const watched = await watch('auto', {
      before: ['Austen/Persuasion/1.mp3', 'Shelley/Frankenstein/1.mp3'],
      watchFolder,
    });

    expect(watched.states[0]).toEqual({
      by: 'polling',
      reason: expect.stringMatching(reason),
      every_seconds: 1,
      refused: true,
    });
    await until('no folder is watched', () => open.size === 0);
    await put(watched, 'Austen/Emma/1.mp3');
    await heard(watched, 'Austen/Emma');
  },
);
