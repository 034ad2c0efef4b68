import { readArchive } from '../archive/read-archive.ts';
import { instantOfName, originOfName } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import type { BackupPlace, StoredBackup } from './backup-place.ts';
import { insertBackup, readBackups } from './backup-store.ts';
import { folderPlace } from './places/folder-place.ts';

type Needs = Pick<BackupNeeds, 'db' | 'clock' | 'config' | 'places' | 'log'>;

/**
 * Enters the backups that lie in the own place and that this database does not know of: those that were made before it
 * was new, or before a restore. They count as a person's, so that the rule leaves them alone: another installation may
 * keep its backups there too.
 */
export async function adoptBackups(needs: Needs): Promise<void> {
  const { db, config, places, log } = needs;
  const known = new Set((await readBackups(db)).map(({ name }) => name));
  // A safety backup stays on this machine, whatever the place of the others.
  const here = places.own.kind === 'folder' ? [] : [folderPlace(config.dir)];
  for (const place of [places.own, ...here]) {
    const stored = await place.list().catch((error: unknown) => {
      log.warn({ err: error, place: place.address }, 'backups cannot be listed');
      return [];
    });
    for (const each of stored.toSorted(byName)) {
      if (!known.has(each.name)) await enterStored(needs, each, place);
      known.add(each.name);
    }
  }
}

/** The oldest first. */
function byName(one: StoredBackup, other: StoredBackup): number {
  return one.name < other.name ? -1 : 1;
}

async function enterStored(
  { db, clock }: Needs,
  { name, sizeBytes }: StoredBackup,
  place: BackupPlace,
): Promise<void> {
  const path = place.addressOf(name);
  const told = place.kind === 'folder' ? await readHeader(path) : null;
  const origin = originOfName(name) === 'safety' ? 'safety' : 'manual';
  await insertBackup(db, {
    name,
    place: place.kind,
    path,
    origin,
    state: 'done',
    has_secrets: told?.hasSecrets ?? false,
    program_version: told?.version ?? 'unknown',
    size_bytes: sizeBytes,
    created_at: instantOfName(name) ?? clock.now(),
    finished_at: clock.now(),
  });
}

async function readHeader(path: string) {
  try {
    await using archive = await readArchive(path);
    return { hasSecrets: archive.secrets !== null, version: archive.manifest.program_version };
  } catch {
    // Not sound, as a verification will tell.
    return null;
  }
}
