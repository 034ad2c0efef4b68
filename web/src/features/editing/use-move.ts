import { useNavigate } from 'react-router';
import { moveLibraryItem } from '../../../../src/contract/library-items.ts';
import { changeRecording, splitRecording } from '../../../../src/contract/recordings.ts';
import { useAction } from '../../api.ts';
import { paths } from '../../paths.ts';
import { useToast } from '../../ui/toasts.tsx';

/** What is moved: a recording with its files, or the files of one library item alone. */
export type Moved = { readonly kind: 'recording' | 'item'; readonly id: number };
export type Destination = { readonly bookId: number } | { readonly recordingId: number } | 'new_book';

/** Moves something to where it belongs, and goes to that book; `done` is told before. */
export function useMove({ kind, id }: Moved, done: () => void) {
  const change = useAction(changeRecording);
  const split = useAction(splitRecording);
  const move = useAction(moveLibraryItem);
  const toast = useToast();
  const navigate = useNavigate();

  function arrive(bookId: number | undefined, words: string): void {
    toast('good', words);
    done();
    if (bookId !== undefined) void navigate(paths.book(bookId));
  }

  function moveTo(to: Destination): void {
    const params = { id };
    const own = 'It is a book of its own now: change here what differs.';
    if (kind === 'recording' && to === 'new_book')
      split.mutate({ params }, { onSuccess: (book) => arrive(book.id, own) });
    else if (kind === 'recording' && to !== 'new_book' && 'bookId' in to)
      change.mutate(
        { params, body: { book_id: to.bookId } },
        { onSuccess: (book) => arrive(book.id, `The recording is of “${book.title}” now.`) },
      );
    else
      move.mutate(
        { params, body: placeOf(to) },
        {
          onSuccess: ({ book }) =>
            arrive(book?.id, to === 'new_book' ? own : 'The files are where you wanted them.'),
        },
      );
  }

  return {
    moveTo,
    isPending: change.isPending || split.isPending || move.isPending,
    error: change.error ?? split.error ?? move.error,
  };
}

function placeOf(to: Destination) {
  if (to === 'new_book') return { new_book: true as const };
  return 'bookId' in to ? { book_id: to.bookId } : { recording_id: to.recordingId };
}
