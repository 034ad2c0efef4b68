import { useId, useState } from 'react';
import type { BookDetail, Recording } from '../../things.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { BookPicker } from './book-picker.tsx';
import { type Destination, type Moved, useMove } from './use-move.ts';

interface MoveDialogProps {
  readonly book: BookDetail;
  readonly moved: Moved;
  readonly onClose: () => void;
}

interface Chosen {
  readonly to: Exclude<Destination, 'new_book'>;
  /** As a part of a sentence. */
  readonly words: string;
}

/** Chooses the book, or of files the recording too, to which something belongs. */
export function MoveDialog({ book, moved, onClose }: MoveDialogProps) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { moveTo, isPending, error } = useMove(moved, onClose);
  const name = useId();
  const isRecording = moved.kind === 'recording';
  const others = isRecording
    ? []
    : book.recordings.filter(({ library_items: items }) => !holds(items, moved));

  return (
    <ConfirmDialog
      title={isRecording ? 'Move this recording' : 'Move these files'}
      confirmLabel="Move"
      isOpen
      isReady={chosen !== null}
      isPending={isPending}
      error={error}
      onConfirm={() => chosen !== null && moveTo(chosen.to)}
      onClose={onClose}
    >
      {others.length > 0 && (
        <fieldset className="mb-4">
          <legend className="mb-1 font-medium text-ink">Another recording of this book</legend>
          {others.map((recording) => (
            <ChoiceRow
              key={recording.id}
              name={name}
              isChosen={isRecordingOf(chosen, recording.id)}
              onChoose={() =>
                setChosen({
                  to: { recordingId: recording.id },
                  words: `the recording ${readBy(recording)} of “${book.title}”`,
                })
              }
            >
              <span className="min-w-0 wrap-anywhere">{readBy(recording)}</span>
            </ChoiceRow>
          ))}
        </fieldset>
      )}
      <fieldset>
        {others.length > 0 && <legend className="mb-2 font-medium text-ink">Another book</legend>}
        <BookPicker
          book={book}
          chosenId={chosen !== null && 'bookId' in chosen.to ? chosen.to.bookId : null}
          onChoose={({ id, title }) => setChosen({ to: { bookId: id }, words: `“${title}”` })}
        />
      </fieldset>
      <p aria-live="polite" className="mt-3">
        {chosen === null ? 'Choose where it belongs.' : consequence(book, moved, chosen.words)}
      </p>
    </ConfirmDialog>
  );
}

function holds(items: Recording['library_items'], { id }: Moved): boolean {
  return items.some((item) => item.id === id);
}

function isRecordingOf(chosen: Chosen | null, id: number): boolean {
  return chosen !== null && 'recordingId' in chosen.to && chosen.to.recordingId === id;
}

function readBy({ narrators }: Recording): string {
  return narrators.length === 0 ? 'whose narrator is unknown' : `read by ${narrators.join(', ')}`;
}

function consequence(book: BookDetail, { kind }: Moved, words: string): string {
  const what = kind === 'recording' ? 'The recording and its files become' : 'These files become';
  const rest =
    kind === 'recording' && book.recordings.length === 1
      ? ` “${book.title}” stays behind without a recording: to make both books one, merge them instead.`
      : '';
  return `${what} a part of ${words}, and stay there whatever a scan reads in them. On the disk nothing moves.${rest} It can be undone under Changes.`;
}
