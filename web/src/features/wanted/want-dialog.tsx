import type { BookDetail, Library } from '../../things.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { WantForm } from './want-form.tsx';

interface WantDialogProps {
  /** A book that is known already. */
  readonly book?: Pick<BookDetail, 'id' | 'title' | 'owned'>;
  readonly initialTitle?: string;
  readonly libraries: readonly Library[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function WantDialog({ book, initialTitle = '', libraries, isOpen, onClose }: WantDialogProps) {
  return (
    <Dialog
      title={book === undefined ? 'Want a book' : book.owned ? 'Want another recording' : 'Want this book'}
      description={
        book?.title ?? 'It is searched for at once, fetched by your download client and put into the library.'
      }
      isOpen={isOpen}
      onClose={onClose}
    >
      <WantForm
        bookId={book?.id ?? null}
        initialTitle={initialTitle}
        libraries={libraries}
        onClose={onClose}
      />
    </Dialog>
  );
}
