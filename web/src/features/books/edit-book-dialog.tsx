import { useState } from 'react';
import { changeBook } from '../../../../src/contract/books.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import type { BookDetail } from '../../things.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { TextAreaField, TextField } from '../../ui/text-field.tsx';
import { type BookDraft, changesOf, draftOf } from './book-draft.ts';

interface EditBookDialogProps {
  readonly book: BookDetail;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function EditBookDialog({ book, isOpen, onClose }: EditBookDialogProps) {
  return (
    <Dialog
      title="Edit the book"
      description="What you change stays as you wrote it: no scan overwrites it."
      isOpen={isOpen}
      onClose={onClose}
    >
      <EditBookForm book={book} onClose={onClose} />
    </Dialog>
  );
}

const FIELDS: readonly (keyof BookDraft)[] = ['title', 'subtitle', 'published_date', 'description'];

function EditBookForm({ book, onClose }: Pick<EditBookDialogProps, 'book' | 'onClose'>) {
  const [draft, setDraft] = useState(() => draftOf(book));
  const action = useAction(changeBook);

  function submit(): void {
    const body = changesOf(book, draft);
    if (Object.keys(body).length === 0) onClose();
    else action.mutate({ params: { id: book.id }, body }, { onSuccess: onClose });
  }

  function field(name: keyof BookDraft) {
    const isLocked = book.provenance[name]?.locked === true;
    return {
      value: draft[name],
      onValue: (value: string) => setDraft({ ...draft, [name]: value }),
      fault: faultAt(action.error, name),
      ...(isLocked ? { hint: 'Changed by you' } : {}),
    };
  }

  return (
    <DialogForm
      fieldNames={FIELDS}
      error={action.error}
      isPending={action.isPending}
      submitLabel="Save"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label="Title" {...field('title')} />
      <TextField label="Subtitle" isOptional {...field('subtitle')} />
      <TextField
        label="Published"
        isOptional
        placeholder="2011-05-31"
        inputMode="numeric"
        {...field('published_date')}
      />
      <TextAreaField label="Description" isOptional rows={7} {...field('description')} />
    </DialogForm>
  );
}
