import type { Task } from '../activity/task-store.ts';
import type { Backup } from '../operations/backups/backup.ts';
import type { FileState } from '../operations/backups/find-files.ts';
import { instant, instantOrNull } from './present.ts';

export interface BackupBeside {
  readonly files: ReadonlyMap<string, FileState>;
  /** Those that make or verify backups now. */
  readonly tasks: readonly Task[];
}

export function presentBackup(backup: Backup, { files, tasks }: BackupBeside) {
  const { id, name, verification: outcome, verified_at: at, verification_checks: checks } = backup;
  return {
    id,
    name,
    place: backup.place,
    path: backup.path,
    file: files.get(name) ?? 'unknown',
    origin: backup.origin,
    state: backup.state,
    has_secrets: backup.has_secrets,
    program_version: backup.program_version,
    size_bytes: backup.size_bytes,
    row_count: backup.row_count,
    sha256: backup.sha256,
    error: backup.error,
    created_at: instant(backup.created_at),
    finished_at: instantOrNull(backup.finished_at),
    verification:
      outcome === null || at === null
        ? null
        : {
            outcome,
            at: instant(at),
            checks: (checks ?? []).map(({ name, ok, detail }) => ({ name, ok, detail })),
          },
    task_id: tasks.find(({ subject_id }) => subject_id === id)?.id ?? null,
  };
}
