import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { until } from '../../../test/support/until.ts';
import { createListNames } from './list-names.ts';

it('lists the folders in a folder, and in the library itself the audio files, as they are now', async () => {
  const root = await mkdtemp(join(tmpdir(), 'list-names-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const folder of ['Austen/Emma', 'Austen/.hidden', '@eaDir'])
    await mkdir(join(root, folder), { recursive: true });
  for (const file of ['Solo.m4b', 'notes.txt', 'Austen/Loose.mp3']) await writeFile(join(root, file), '');
  const list = createListNames();

  expect(list(root, '').names).toEqual(['Austen', 'Solo.m4b']);
  expect(list(root, 'Austen').names).toEqual(['Emma']);
  expect(list(root, 'Nowhere').names).toEqual([]);
  expect(list(root, 'Austen')).toBe(list(root, 'Austen'));

  let added = 0;
  await until('what is new is listed', async () => {
    added += 1;
    await mkdir(join(root, `Austen/Persuasion ${added}`));
    return list(root, 'Austen').names.length > 1;
  });
});
