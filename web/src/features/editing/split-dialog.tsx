import type { BookDetail } from '../../things.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Moved, useMove } from './use-move.ts';

interface SplitDialogProps {
  readonly book: BookDetail;
  readonly moved: Moved;
  readonly onClose: () => void;
}

/** Asks whether something is to be a book of its own. */
export function SplitDialog({ book, moved, onClose }: SplitDialogProps) {
  const { moveTo, isPending, error } = useMove(moved, onClose);
  const isRecording = moved.kind === 'recording';
  return (
    <ConfirmDialog
      title={isRecording ? 'Make this recording a book?' : 'Make these files a book?'}
      confirmLabel="Make it a book"
      isOpen
      isPending={isPending}
      error={error}
      onConfirm={() => moveTo('new_book')}
      onClose={onClose}
    >
      {isRecording ? 'It leaves' : 'They leave'} “{book.title}” for a book of {isRecording ? 'its' : 'their'}{' '}
      own, which begins with the same title, authors and series; you are taken there to change what differs.
      On the disk nothing moves. It can be undone under Changes.
    </ConfirmDialog>
  );
}
