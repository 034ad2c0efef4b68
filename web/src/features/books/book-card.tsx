import { coverUrl } from '../../cover-url.ts';
import type { Book } from '../../things.ts';
import { Cover } from '../../ui/cover.tsx';
import { Choosable, type Choosing } from '../editing/choosable.tsx';
import { namesOf } from './byline.tsx';

/** Height of the words under a cover, in pixels: the grid reserves it. */
export const CARD_TEXT_HEIGHT = 50;

interface BookCardProps {
  readonly book: Book;
  /** The place in the series whose page this is. */
  readonly position?: string | null;
  readonly choosing?: Choosing | undefined;
}

/** A book in a grid: its cover first. */
export function BookCard({ book, position, choosing }: BookCardProps) {
  const authors = namesOf(book.authors);
  const place = position ?? book.series[0]?.position ?? null;
  return (
    <Choosable
      book={book}
      choosing={choosing}
      title={authors === '' ? book.title : `${book.title} — ${authors}`}
      className="group block rounded-lg outline-offset-4"
    >
      <div className="relative transition-transform duration-150 group-hover:-translate-y-0.5">
        <Cover
          title={book.title}
          author={authors}
          src={coverUrl(book.cover_item_id)}
          className={book.owned ? '' : 'opacity-55 saturate-50'}
        />
        {place !== null && (
          <span className="absolute top-1.5 right-1.5 rounded-md bg-[oklch(0.2_0.015_215/0.78)] px-1.5 text-[0.6875rem] leading-5 font-semibold text-[oklch(0.97_0_0)] tabular-nums">
            <span className="sr-only">Book </span>
            <span aria-hidden>#</span>
            {place}
          </span>
        )}
        {!book.owned && (
          <span className="absolute bottom-1.5 left-1.5 rounded-md bg-[oklch(0.2_0.015_215/0.78)] px-1.5 text-[0.6875rem] leading-5 font-medium text-[oklch(0.97_0_0)]">
            Not owned
          </span>
        )}
      </div>
      <p className="mt-2 truncate text-[0.8125rem] leading-5 font-medium group-hover:text-accent">
        {book.title}
      </p>
      <p className="truncate text-xs leading-5 text-muted">{authors || 'Unknown author'}</p>
    </Choosable>
  );
}
