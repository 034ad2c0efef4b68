import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBrokenFile } from '../../test/support/audio-files/broken-files.ts';
import { generateLibrary } from '../../test/support/audio-files/generate-library.ts';
import { ALL_KINDS } from '../../test/support/audio-files/planned-item.ts';
import { makeAudioFile } from '../../test/support/audio-files.ts';
import { createAudioReader, ReadingStopped } from './audio-reader.ts';
import { walkLibrary } from './walk/walk-library.ts';

const FAILING = new URL('../../test/support/audio-files/failing-worker.ts', import.meta.url);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audio-reader-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('createAudioReader', () => {
  it('reads many files at once in its own threads, each answer for its own file', async () => {
    await using reader = createAudioReader({ workers: 2 });
    const paths = Array.from({ length: 20 }, (_, index) => join(folder, `${index}.m4b`));
    for (const [index, path] of paths.entries()) {
      await makeAudioFile(path, { format: 'm4b', seconds: 2, tags: { title: `Book ${index}` }, cover: true });
    }

    const readings = await Promise.all(paths.map((path) => reader.read(path)));
    const cover = await reader.cover(paths[0] ?? '');

    expect(readings.map((reading) => reading.tags.title)).toEqual(paths.map((_, index) => `Book ${index}`));
    expect(cover?.mediaType).toBe('image/png');
  });

  it('reads a whole library of books, every file sound and tagged', async () => {
    await using reader = createAudioReader();
    const root = join(folder, 'library');
    const library = await generateLibrary(root, 60, 0, { kinds: ALL_KINDS });

    const items = (await Array.fromAsync(walkLibrary(root))).flat();
    const files = items.flatMap((item) => item.files);
    const readings = await Promise.all(files.map((file) => reader.read(join(root, file.path))));

    expect(items.map((item) => item.path).toSorted()).toEqual(library.itemPaths.toSorted());
    expect(new Set(files.map((file) => file.inode)).size).toBe(library.files);
    expect(
      readings.filter(
        ({ fault, hasCover, codec, tags }) => fault !== null || !tags.album || (!hasCover && codec !== 'wma'),
      ),
    ).toEqual([]);
  });

  it('answers for a broken file, and has no cover of one', async () => {
    await using reader = createAudioReader();
    const path = join(folder, 'text.mp3');
    await makeBrokenFile(path, 'text-as-mp3');

    expect((await reader.read(path)).fault).toBe('The file is not audio: it holds text.');
    expect(await reader.cover(path)).toBeNull();
    expect(await reader.cover(join(folder, 'nowhere.mp3'))).toBeNull();
  });

  it.each([
    ['die.mp3', 'Reading the file ended its process.'],
    ['throw.mp3', 'Reading the file ended its process.'],
    ['hang.mp3', 'The file could not be read within 2 seconds.'],
  ])('gives up on %s alone when its process is lost', async (name, fault) => {
    await using reader = createAudioReader({ workers: 1, deadlineMs: 2_000, workerUrl: FAILING });

    const readings = await Promise.all([
      reader.read('good.mp3'),
      reader.read(name),
      reader.read('after.mp3'),
    ]);

    expect(readings.map((reading) => reading.fault)).toEqual([null, fault, null]);
  });

  it('starts again after its idle processes have ended', async () => {
    await using reader = createAudioReader({ workers: 1, idleMs: 1, workerUrl: FAILING });

    await reader.read('first.mp3');
    await new Promise((resume) => setTimeout(resume, 50));

    expect((await reader.read('second.mp3')).fault).toBeNull();
  });

  it('answers nothing about a file that it could not read because it was closed', async () => {
    const reader = createAudioReader({ workers: 1, workerUrl: FAILING });
    const waiting = Promise.allSettled([reader.read('hang.mp3'), reader.read('next.mp3')]);

    await reader[Symbol.asyncDispose]();

    const stopped = { status: 'rejected', reason: expect.any(ReadingStopped) };
    expect(await waiting).toEqual([stopped, stopped]);
    await expect(reader.read('late.mp3')).rejects.toBeInstanceOf(ReadingStopped);
  });
});
