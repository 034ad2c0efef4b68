import { Link } from 'react-router';
import { coverUrl } from '../../cover-url.ts';
import { paths } from '../../paths.ts';
import type { Book } from '../../things.ts';
import { Cover } from '../../ui/cover.tsx';
import { namesOf } from '../books/byline.tsx';
import { CompletenessMeter } from './completeness-meter.tsx';
import { lackSentence } from './lack-sentence.ts';

/** A book as a line, with what it lacks. */
export function IncompleteBook({ book }: { readonly book: Book }) {
  return (
    <Link
      to={paths.book(book.id)}
      className="group flex min-h-16 items-center gap-3 rounded-lg border-b border-line px-2 py-2 hover:bg-sunken"
    >
      <Cover title={book.title} src={coverUrl(book.cover_item_id)} isSmall className="size-10 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium group-hover:text-accent">{book.title}</p>
        <p className="truncate text-[0.8125rem] text-muted">{namesOf(book.authors) || 'Unknown author'}</p>
        <p className="text-[0.8125rem] text-warn">{lackSentence(book.missing)}</p>
      </div>
      <p className="shrink-0 text-[0.8125rem] text-muted">
        <CompletenessMeter percent={book.completeness} />
      </p>
    </Link>
  );
}
