import type { Tx } from '../../platform/database.ts';
import { type BackupOrigin, nameBackup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { insertBackup } from './backup-store.ts';

export interface WantedBackup {
  readonly origin: BackupOrigin;
  readonly withSecrets: boolean;
}

/** Enters a backup that is about to be made, by a name that none has. */
export async function enterBackup(
  { clock, places, version }: Pick<BackupNeeds, 'clock' | 'places' | 'version'>,
  tx: Tx,
  { origin, withSecrets }: WantedBackup,
): Promise<number> {
  const at = clock.now();
  for (;;) {
    const name = nameBackup(at, origin);
    const id = await insertBackup(tx, {
      name,
      place: places.own.kind,
      path: places.own.addressOf(name),
      origin,
      has_secrets: withSecrets,
      program_version: version,
      created_at: at,
    });
    if (id !== null) return id;
  }
}
