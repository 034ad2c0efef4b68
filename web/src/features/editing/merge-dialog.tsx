import { useState } from 'react';
import { mergeBooks } from '../../../../src/contract/recordings.ts';
import { useAction } from '../../api.ts';
import type { Book, BookDetail } from '../../things.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { BookPicker } from './book-picker.tsx';

interface MergeDialogProps {
  readonly book: BookDetail;
  readonly onClose: () => void;
}

/** Chooses a book and makes it a part of this one. */
export function MergeDialog({ book, onClose }: MergeDialogProps) {
  const [other, setOther] = useState<Book | null>(null);
  const action = useAction(mergeBooks);
  const toast = useToast();

  function merge({ id, title }: Book): void {
    action.mutate(
      { params: { id: book.id }, body: { book_ids: [id] } },
      {
        onSuccess: () => {
          toast('good', `“${title}” is a part of “${book.title}” now.`);
          onClose();
        },
      },
    );
  }

  return (
    <ConfirmDialog
      title={`Merge another book into “${book.title}”`}
      confirmLabel="Merge"
      isOpen
      isReady={other !== null}
      isPending={action.isPending}
      error={action.error}
      onConfirm={() => other !== null && merge(other)}
      onClose={onClose}
    >
      <BookPicker book={book} chosenId={other?.id ?? null} onChoose={setOther} />
      <p aria-live="polite" className="mt-3">
        {other === null
          ? 'Choose the book that is to become a part of this one.'
          : `The recordings of “${other.title}”, and whoever wants it, come to “${book.title}”, which takes from it what it lacks itself. Then “${other.title}” is gone as a book of its own. Files stay where they are. It can be undone under Changes.`}
      </p>
    </ConfirmDialog>
  );
}
