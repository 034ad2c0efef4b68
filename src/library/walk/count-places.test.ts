import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countPlaces } from './count-places.ts';

it('counts folders with audio, and single files in the library itself', async () => {
  const root = await mkdtemp(join(tmpdir(), 'count-places-'));
  try {
    for (const folder of ['Author/Book', 'Author/Other', 'Author/Empty', '.hidden/Book', '@eaDir/Book'])
      await mkdir(join(root, folder), { recursive: true });
    const files = [
      'a.m4b',
      'b.mp3',
      'note.txt',
      'Author/Book/1.mp3',
      'Author/Book/2.mp3',
      'Author/Other/1.flac',
    ];
    for (const file of [...files, '.hidden/Book/1.mp3', '@eaDir/Book/1.mp3'])
      await writeFile(join(root, file), '');
    await symlink(root, join(root, 'Author/Loop'));

    expect(countPlaces(root)).toBe(4);
  } finally {
    await rm(root, { recursive: true });
  }
});
