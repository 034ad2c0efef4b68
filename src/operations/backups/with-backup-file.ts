import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { NotFound } from '../../base/errors.ts';
import type { Backup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { refuseMissing } from './places/folder-place.ts';

/** How a file is named that was fetched. */
export const FETCHED = 'fetched-';

/** Works on the file of a backup, fetched to this machine and removed from it again where it lies elsewhere. Throws NotFound. */
export async function withBackupFile<T>(
  { places, scratchFolder }: Pick<BackupNeeds, 'places' | 'scratchFolder'>,
  backup: Pick<Backup, 'name' | 'place' | 'path'>,
  work: (file: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const place = places.of(backup);
  if (place.kind === 'folder') {
    const file = place.addressOf(backup.name);
    await refuseMissing(dirname(file));
    const isThere = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isThere) throw new NotFound(`There is no file ${file}.`);
    return work(file);
  }
  await mkdir(scratchFolder, { recursive: true, mode: 0o700 });
  const file = join(scratchFolder, `${FETCHED}${randomUUID()}.zip`);
  try {
    const { body } = await place.open(backup.name, signal);
    await pipeline(body, createWriteStream(file, { mode: 0o600, flags: 'wx' }), { signal });
    return await work(file);
  } finally {
    await rm(file, { force: true });
  }
}
