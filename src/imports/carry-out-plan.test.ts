import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { carryOutPlan, findCarriedOut, STAGING } from './carry-out-plan.ts';
import { inspectDownload } from './inspect-download.ts';
import type { ImportPlan } from './plan-import.ts';

let dir: string;
let library: string;
let downloads: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carry-'));
  library = join(dir, 'library');
  downloads = join(dir, 'downloads');
  await mkdir(library);
  await mkdir(downloads);
});

afterEach(() => rm(dir, { recursive: true, force: true }));

async function planFor(...names: string[]): Promise<ImportPlan> {
  for (const name of names) await writeFile(join(downloads, name), name.repeat(100));
  const found = await inspectDownload(downloads);
  return {
    targetPath: 'Author/Title',
    files: (found?.audio ?? []).map((source, at) => ({ source, name: `Title - ${at + 1}.mp3` })),
  };
}

it('places all files at once and leaves no staging folder', async () => {
  const plan = await planFor('1.mp3', '2.mp3');

  expect(await carryOutPlan(library, 7, plan)).toEqual({ transfer: 'hardlink', reason: null });

  expect(await readdir(join(library, 'Author/Title'))).toEqual(['Title - 1.mp3', 'Title - 2.mp3']);
  expect(await readdir(library)).toEqual(['Author']);
  expect(await findCarriedOut(library, plan)).toEqual({ transfer: 'hardlink', reason: null });
});

it('throws away what an interrupted run has staged, and starts anew', async () => {
  const plan = await planFor('1.mp3');
  await mkdir(join(library, STAGING, '7'), { recursive: true });
  await writeFile(join(library, STAGING, '7', 'Title - 1.mp3'), 'half of it');

  await carryOutPlan(library, 7, plan);

  expect(await readFile(join(library, 'Author/Title/Title - 1.mp3'), 'utf8')).toBe('1.mp3'.repeat(100));
  expect(await readdir(library)).toEqual(['Author']);
});

it('leaves nothing behind when a file is gone in the middle', async () => {
  const plan = await planFor('1.mp3', '2.mp3');
  await rm(join(downloads, '2.mp3'));

  await expect(carryOutPlan(library, 7, plan)).rejects.toMatchObject({ code: 'ENOENT' });

  expect(await readdir(library)).toEqual([]);
  expect(await findCarriedOut(library, plan)).toBeNull();
});

it('refuses a target that holds files, and touches neither', async () => {
  const plan = await planFor('1.mp3');
  await mkdir(join(library, 'Author/Title'), { recursive: true });
  await writeFile(join(library, 'Author/Title/mine.mp3'), 'mine');

  await expect(carryOutPlan(library, 7, plan)).rejects.toThrow(/appeared in the meantime/);

  expect(await readdir(join(library, 'Author/Title'))).toEqual(['mine.mp3']);
  expect(await readdir(library)).toEqual(['Author']);
});

it('never touches what is being seeded', async () => {
  const plan = await planFor('1.mp3');
  const before = await lstat(join(downloads, '1.mp3'));

  await carryOutPlan(library, 7, plan);

  const after = await lstat(join(downloads, '1.mp3'));
  expect([after.ino, after.mtimeMs, after.size]).toEqual([before.ino, before.mtimeMs, before.size]);
});

it('does not take a shorter file for its own work', async () => {
  const plan = await planFor('1.mp3');
  await mkdir(join(library, 'Author/Title'), { recursive: true });
  await writeFile(join(library, 'Author/Title/Title - 1.mp3'), 'short');

  expect(await findCarriedOut(library, plan)).toBeNull();
});
