import { useState } from 'react';
import { plural } from '../../../../src/base/quantities.ts';
import { bulkEditBooks } from '../../../../src/contract/bulk-edit.ts';
import type { BodyInput } from '../../../../src/contract/endpoint.ts';
import { useAction } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { type BulkDraft, bulkChangesOf, NO_CHANGES } from './bulk-draft.ts';
import { BulkFields } from './bulk-fields.tsx';
import { BulkPreview } from './bulk-preview.tsx';

export type Chosen = Pick<BodyInput<typeof bulkEditBooks>, 'book_ids' | 'filter'>;

interface BulkEditDialogProps {
  readonly chosen: Chosen;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Many books at once: what is to change, then what that would change of each, then doing it. */
export function BulkEditDialog({ count, isOpen, onClose, ...form }: BulkEditDialogProps) {
  return (
    <Dialog
      title={`Edit ${plural(count, 'book')}`}
      description="What you leave blank stays as it is. Nothing is changed before you have seen what would be."
      isOpen={isOpen}
      onClose={onClose}
      isSticky
    >
      <BulkEditForm {...form} onClose={onClose} />
    </Dialog>
  );
}

function BulkEditForm({ chosen, onClose, onDone }: Omit<BulkEditDialogProps, 'count' | 'isOpen'>) {
  const [draft, setDraft] = useState<BulkDraft>(NO_CHANGES);
  const preview = useAction(bulkEditBooks, { refreshes: false });
  const apply = useAction(bulkEditBooks);
  const toast = useToast();
  const changes = bulkChangesOf(draft);

  function finish(): void {
    apply.mutate(
      { body: { ...chosen, changes } },
      {
        onSuccess: ({ changed_book_count: books }) => {
          toast('good', `Changed ${plural(books, 'book')}. It can be undone on the page Changes.`);
          onDone();
        },
      },
    );
  }

  if (preview.data === undefined) {
    return (
      <DialogForm
        fieldNames={[]}
        error={preview.error}
        isPending={preview.isPending}
        submitLabel="Preview"
        onSubmit={() => preview.mutate({ body: { ...chosen, changes, dry_run: true } })}
        onClose={onClose}
      >
        <BulkFields draft={draft} onDraft={setDraft} />
      </DialogForm>
    );
  }
  const hasNone = preview.data.change_count === 0;
  return (
    <>
      <div className="flex flex-col gap-3">
        <BulkPreview edited={preview.data} />
        <ErrorNotice error={apply.error} />
      </div>
      <DialogActions>
        <Button onClick={() => preview.reset()}>Back</Button>
        <Button look="primary" disabled={hasNone} isPending={apply.isPending} onClick={finish}>
          {hasNone ? 'Nothing to change' : `Change ${plural(preview.data.changed_book_count, 'book')}`}
        </Button>
      </DialogActions>
    </>
  );
}
