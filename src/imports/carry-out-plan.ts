import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PlacedFile, placeFile, syncFolder } from '../platform/place-file.ts';
import type { ImportPlan } from './plan-import.ts';

/** Where half-done imports of a library lie; the scan does not look into it. */
export const STAGING = '.mamcrawler-staging';

/**
 * Places all files in a staging folder of the library's own file system, verifies them and renames the folder into
 * place: either all of them are there or none. Safe to repeat: what lies in the staging folder from before is thrown
 * away. Throws the error of the system (ENOSPC …), with nothing left behind.
 */
export async function carryOutPlan(
  libraryPath: string,
  importId: number,
  plan: ImportPlan,
): Promise<PlacedFile> {
  const staging = join(libraryPath, STAGING, String(importId));
  const target = join(libraryPath, plan.targetPath);
  await rm(staging, { recursive: true, force: true });
  try {
    await mkdir(staging, { recursive: true });
    const placed = await stage(staging, plan);
    await syncFolder(staging);
    await mkdir(dirname(target), { recursive: true });
    await refuseTaken(target);
    await rename(staging, target);
    await syncFolder(dirname(target));
    return placed;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    await removeEmptyParents(libraryPath, dirname(plan.targetPath));
    throw error;
  } finally {
    await rmdir(join(libraryPath, STAGING)).catch(() => {});
  }
}

/** How an import that was broken off had placed its files, where the target holds each of them; null where not. */
export async function findCarriedOut(libraryPath: string, plan: ImportPlan): Promise<PlacedFile | null> {
  let areLinks = true;
  for (const { source, name } of plan.files) {
    const path = join(libraryPath, plan.targetPath, name);
    const stats = await lstat(path, { bigint: true }).catch(() => null);
    if (stats === null || !stats.isFile() || Number(stats.size) !== source.sizeBytes) return null;
    areLinks &&= String(stats.ino) === source.inode;
  }
  return areLinks
    ? { transfer: 'hardlink', reason: null }
    : { transfer: 'copy', reason: 'the files were copied before the program was interrupted' };
}

async function stage(staging: string, { files }: ImportPlan): Promise<PlacedFile> {
  let whole: PlacedFile = { transfer: 'hardlink', reason: null };
  for (const { source, name } of files) {
    const path = join(staging, name);
    const placed = await placeFile(source, path);
    const { size } = await lstat(path);
    if (size !== source.sizeBytes) {
      throw new Error(`${name} has ${size} bytes after it was placed, ${source.sizeBytes} before.`);
    }
    if (placed.transfer === 'copy') whole = placed;
  }
  return whole;
}

/** `rename` would replace an empty folder and fail at a full one; neither is ours to decide here. */
async function refuseTaken(target: string): Promise<void> {
  const entries = await readdir(target).catch(() => null);
  if (entries === null) return;
  if (entries.length > 0) throw new Error(`${target} appeared in the meantime and holds other files.`);
  await rmdir(target);
}

async function removeEmptyParents(libraryPath: string, folder: string): Promise<void> {
  let current = folder;
  while (current !== '.' && current !== '') {
    const removed = await rmdir(join(libraryPath, current)).then(
      () => true,
      () => false,
    );
    if (!removed) return;
    current = dirname(current);
  }
}
