import type { Backup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import type { BackupPlace } from './backup-place.ts';

export type FileState = 'present' | 'missing' | 'unknown';

/** Whether the files of backups are where they should be; unknown where their place does not answer. */
export async function findFiles(
  { places, log }: Pick<BackupNeeds, 'places' | 'log'>,
  backups: readonly Backup[],
): Promise<ReadonlyMap<string, FileState>> {
  const found = new Map<string, FileState>();
  const listed = new Map<string, Promise<ReadonlySet<string> | null>>();
  for (const backup of backups) {
    if (backup.state !== 'done') continue;
    const names = await namesBeside(backup);
    found.set(backup.name, names === null ? 'unknown' : names.has(backup.name) ? 'present' : 'missing');
  }
  return found;

  function namesBeside(backup: Backup): Promise<ReadonlySet<string> | null> {
    try {
      const place = places.of(backup);
      const names = listed.get(place.address) ?? listNames(place);
      listed.set(place.address, names);
      return names;
    } catch {
      return Promise.resolve(null);
    }
  }

  async function listNames(place: BackupPlace): Promise<ReadonlySet<string> | null> {
    try {
      return new Set((await place.list()).map(({ name }) => name));
    } catch (error) {
      log.debug({ err: error, place: place.address }, 'backups cannot be listed');
      return null;
    }
  }
}
