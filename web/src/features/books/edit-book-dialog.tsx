import { type FormEvent, useState } from 'react';
import { changeBook } from '../../../../src/contract/books.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import type { BookDetail } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
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

  function submit(event: FormEvent): void {
    event.preventDefault();
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
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
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
      <ErrorNotice error={action.error} shownFields={FIELDS} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" isPending={action.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
