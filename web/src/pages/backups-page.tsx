import { DatabaseBackup } from 'lucide-react';
import { useState } from 'react';
import { listBackups } from '../../../src/contract/backups.ts';
import { useEndpointPages } from '../api.ts';
import { BackupCard } from '../features/backups/backup-card.tsx';
import { BackupSettingsCard } from '../features/backups/backup-settings-card.tsx';
import { CreateBackupDialog } from '../features/backups/create-backup-dialog.tsx';
import { useMay } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';

/** What there is of backups, whether they can be restored, and how. */
export function BackupsPage() {
  const backups = useEndpointPages(listBackups, { limit: 50 });
  const settings = backups.firstReply?.settings;
  const [isCreating, setCreating] = useState(false);
  const may = useMay();
  const create = may('operations.edit') && (
    <Button look="primary" icon={<DatabaseBackup aria-hidden />} onClick={() => setCreating(true)}>
      Back up now
    </Button>
  );
  return (
    <ListPage
      title="Backups"
      label="Backups"
      actions={create}
      before={settings !== undefined && <BackupSettingsCard settings={settings} />}
      pages={backups}
      estimatedHeight={120}
      rowKey={(backup) => backup.id}
      renderRow={(backup) => <BackupCard backup={backup} />}
      empty={
        <EmptyState icon={<DatabaseBackup aria-hidden />} title="No backup yet">
          {settings === undefined || settings.schedule === null
            ? 'None is made by itself: BACKUP_SCHEDULE is off.'
            : 'The first is made by itself within a day, or now by the button above.'}
        </EmptyState>
      }
    >
      <CreateBackupDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </ListPage>
  );
}
