import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeScratchFolder, type ScratchFolder } from '../../../test/support/scratch-folder.ts';
import { Conflict } from '../../base/errors.ts';
import { removeParts, writeWholeFile } from './write-whole-file.ts';

let scratch: ScratchFolder;
beforeAll(() => {
  scratch = makeScratchFolder();
});
afterAll(() => scratch[Symbol.dispose]());

const ended = (out: NodeJS.WritableStream, text: string) =>
  new Promise<void>((resolve) => out.end(text, () => resolve()));

describe('a file that is written whole', () => {
  it('is never that of two at once: the second is refused and the first stays whole', async () => {
    const path = join(scratch.path, 'at-once');
    let goOn = () => {};
    const isMeanwhile = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = writeWholeFile(path, async (out) => {
      await isMeanwhile;
      await ended(out, 'first');
    });
    await writeWholeFile(path, (out) => ended(out, 'the second, which is longer'));
    goOn();
    await expect(first).rejects.toThrow(Conflict);
    expect(await readFile(path, 'utf8')).toBe('the second, which is longer');
    expect(await readdir(scratch.path)).toEqual(['at-once']);
  });

  it('leaves nothing where it is broken off, and what a crash left can be removed', async () => {
    const path = join(scratch.path, 'broken');
    const broken = writeWholeFile(path, () => Promise.reject(new Error('broken off')));
    await expect(broken).rejects.toThrow('broken off');
    for (const name of ['broken.part', 'broken.0123456789ab.part', 'broken.zip.part', 'broken.other'])
      await writeFile(join(scratch.path, name), '');
    await removeParts(path);
    expect((await readdir(scratch.path)).toSorted()).toEqual(['at-once', 'broken.other', 'broken.zip.part']);
  });
});
