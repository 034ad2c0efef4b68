import { useState } from 'react';
import { changeLibrary } from '../../../../src/contract/libraries.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import type { Library } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { type Choice, SelectField } from '../../ui/select-field.tsx';
import { AddLibraryForm } from './add-library-form.tsx';
import { LibraryFields, libraryFieldNames } from './library-fields.tsx';
import { type SourceOrder, SourceOrderField } from './source-order-field.tsx';

interface AddLibraryDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onAdded: (library: Library) => void;
}

export function AddLibraryDialog({ isOpen, onClose, onAdded }: AddLibraryDialogProps) {
  return (
    <Dialog
      title="Add a library"
      description="A folder of audiobooks on the server. Adding it changes nothing in it."
      isOpen={isOpen}
      onClose={onClose}
    >
      <AddLibraryForm
        withNaming
        submitLabel="Add the library"
        onAdded={(library) => {
          onClose();
          onAdded(library);
        }}
        secondary={<Button onClick={onClose}>Cancel</Button>}
      />
    </Dialog>
  );
}

interface ChangeLibraryDialogProps {
  readonly library: Library;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ChangeLibraryDialog({ library, isOpen, onClose }: ChangeLibraryDialogProps) {
  return (
    <Dialog title={`Change ${library.name}`} isOpen={isOpen} onClose={onClose}>
      <ChangeLibraryForm library={library} onClose={onClose} />
    </Dialog>
  );
}

const WATCH_CHOICES: readonly Choice<Library['watch']>[] = [
  { value: 'auto', label: 'As the file system allows' },
  { value: 'poll', label: 'By looking every few minutes' },
  { value: 'off', label: 'Not at all: only scans find changes' },
];

function ChangeLibraryForm({ library, onClose }: Pick<ChangeLibraryDialogProps, 'library' | 'onClose'>) {
  const [draft, setDraft] = useState({
    name: library.name,
    path: library.path,
    naming_template: library.naming_template ?? '',
  });
  const [watch, setWatch] = useState(library.watch);
  const [sourceOrder, setSourceOrder] = useState<SourceOrder>(library.source_order);
  const action = useAction(changeLibrary);

  function submit(): void {
    const body = {
      ...draft,
      naming_template: draft.naming_template || null,
      watch,
      source_order: sourceOrder && [...sourceOrder],
    };
    action.mutate({ params: { id: library.id }, body }, { onSuccess: onClose });
  }

  return (
    <DialogForm
      fieldNames={libraryFieldNames}
      error={action.error}
      isPending={action.isPending}
      submitLabel="Save"
      onSubmit={submit}
      onClose={onClose}
    >
      <LibraryFields draft={draft} onDraft={setDraft} error={action.error} withNaming />
      <SelectField
        label="Watching"
        hint="What is new or has changed is taken up once it has stopped growing."
        choices={WATCH_CHOICES}
        value={watch}
        onValue={setWatch}
        fault={faultAt(action.error, 'watch')}
      />
      <SourceOrderField order={sourceOrder} onOrder={setSourceOrder} />
    </DialogForm>
  );
}
