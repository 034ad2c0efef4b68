import { useState } from 'react';
import { createBackup } from '../../../../src/contract/backups.ts';
import { useAction } from '../../api.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';

interface CreateBackupDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function CreateBackupDialog({ isOpen, onClose }: CreateBackupDialogProps) {
  return (
    <Dialog title="Back up now" isOpen={isOpen} onClose={onClose}>
      <CreateBackupForm onClose={onClose} />
    </Dialog>
  );
}

function CreateBackupForm({ onClose }: Pick<CreateBackupDialogProps, 'onClose'>) {
  const create = useAction(createBackup);
  const [withSecrets, setWithSecrets] = useState(false);

  return (
    <DialogForm
      fieldNames={[]}
      error={create.error}
      isPending={create.isPending}
      submitLabel="Back up"
      onSubmit={() => create.mutate({ body: { with_secrets: withSecrets } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className="text-muted">
        The database and the settings, as they are at this moment. Nothing is stopped for it. Audio files are
        not part of it.
      </p>
      <CheckboxField
        label="With the keys that open stored credentials"
        hint="Then it is enough for a new machine by itself. Keep such a file as you keep a password."
        isChecked={withSecrets}
        onChecked={setWithSecrets}
      />
    </DialogForm>
  );
}
