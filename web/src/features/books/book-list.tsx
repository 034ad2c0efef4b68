import { formatDuration } from '../../../../src/base/quantities.ts';
import { coverUrl } from '../../cover-url.ts';
import type { Book } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Cover } from '../../ui/cover.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { Choosable, type Choosing } from '../editing/choosable.tsx';
import { namesOf } from './byline.tsx';
import type { BooksInSight } from './cover-grid.tsx';

/** Books as lines, for those who look for words rather than covers. */
export function BookList({ books, hasMore, fetchMore, choosing }: BooksInSight) {
  return (
    <VirtualList
      label="Books"
      rows={books}
      rowKey={(book) => book.id}
      renderRow={(book) => <BookLine book={book} choosing={choosing} />}
      estimatedHeight={57}
      hasMore={hasMore}
      fetchMore={fetchMore}
    />
  );
}

function BookLine({ book, choosing }: { readonly book: Book; readonly choosing: Choosing | undefined }) {
  const place = book.series[0];
  return (
    <Choosable
      book={book}
      choosing={choosing}
      className="group flex h-14 items-center gap-3 rounded-lg border-b border-line px-2 hover:bg-sunken"
    >
      <Cover title={book.title} src={coverUrl(book.cover_item_id)} isSmall className="size-10 shrink-0" />
      <div className="min-w-0 flex-[3]">
        <p className="truncate font-medium group-hover:text-accent">{book.title}</p>
        <p className="truncate text-[0.8125rem] text-muted">{namesOf(book.authors) || 'Unknown author'}</p>
      </div>
      <p className="min-w-0 flex-[2] truncate text-[0.8125rem] text-muted max-lg:hidden">
        {place !== undefined && `${place.name}${place.position === null ? '' : ` #${place.position}`}`}
      </p>
      <p className="min-w-0 flex-[2] truncate text-[0.8125rem] text-muted max-xl:hidden">
        {book.narrators.join(', ')}
      </p>
      <p className="w-12 shrink-0 text-right text-[0.8125rem] text-muted tabular-nums max-sm:hidden">
        {book.published_year}
      </p>
      <p className="w-22 shrink-0 text-right text-[0.8125rem] text-muted tabular-nums">
        {book.owned ? (
          book.duration_seconds !== null && formatDuration(book.duration_seconds)
        ) : (
          <Badge>Not owned</Badge>
        )}
      </p>
    </Choosable>
  );
}
