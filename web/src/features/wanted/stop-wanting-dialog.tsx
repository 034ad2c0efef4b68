import { useState } from 'react';
import { stopWanting } from '../../../../src/contract/wanted.ts';
import { useAction } from '../../api.ts';
import type { WantedBook } from '../../things.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface StopWantingDialogProps {
  readonly wanted: WantedBook;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function StopWantingDialog({ wanted, isOpen, onClose }: StopWantingDialogProps) {
  const [isRemoving, setRemoving] = useState(false);
  const action = useAction(stopWanting);

  return (
    <ConfirmDialog
      title={`Stop wanting “${wanted.book.title}”?`}
      confirmLabel="Stop wanting it"
      isDangerous
      isOpen={isOpen}
      isPending={action.isPending}
      error={action.error}
      onConfirm={() =>
        action.mutate(
          { params: { id: wanted.id }, query: { remove_download: isRemoving ? 'true' : 'false' } },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p>It is no longer searched for. What is in the library already stays there.</p>
      {wanted.download_id !== null && wanted.state !== 'owned' && (
        <div className="mt-4">
          <CheckboxField
            label="Also remove the unfinished download"
            hint="From the download client, with the files it has so far. Otherwise it goes on there."
            isChecked={isRemoving}
            onChecked={setRemoving}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}
