import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Book } from '../../things.ts';
import { useScrollMargin } from '../../ui/scroll-margin.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Choosing } from '../editing/choosable.tsx';
import { BookCard, CARD_TEXT_HEIGHT } from './book-card.tsx';
import { useGridLayout } from './grid-layout.ts';
import { stepInGrid } from './step-in-grid.ts';

const ROW_GAP = 16;

export interface BooksInSight {
  readonly books: readonly Book[];
  /** How many there are; those not fetched yet have their place already. */
  readonly total: number;
  readonly hasMore: boolean;
  readonly fetchMore: () => void;
  readonly choosing?: Choosing | undefined;
}

/** Covers, as many as there are: only those near the screen are rendered. The arrow keys walk over them. */
export function CoverGrid({ books, total, hasMore, fetchMore, choosing }: BooksInSight) {
  const ref = useRef<HTMLUListElement>(null);
  const { columns, cellWidth, gap } = useGridLayout(ref);
  const scrollMargin = useScrollMargin(ref);
  const rowHeight = Math.round(cellWidth) + CARD_TEXT_HEIGHT;
  const count = hasMore ? Math.max(total, books.length) : books.length;
  const rows = useWindowVirtualizer({
    count: Math.ceil(count / columns),
    estimateSize: () => rowHeight,
    gap: ROW_GAP,
    overscan: 3,
    scrollMargin,
  });
  const visible = rows.getVirtualItems();
  const lastNeeded = ((visible.at(-1)?.index ?? 0) + 1) * columns;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows' height is no state of the virtualizer
  useEffect(() => rows.measure(), [rowHeight]);
  useEffect(() => {
    if (hasMore && lastNeeded + columns * 4 > books.length) fetchMore();
  }, [hasMore, lastNeeded, columns, books.length, fetchMore]);

  function onKeyDown(event: KeyboardEvent): void {
    const cell = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const from = Number(cell?.getAttribute('data-index') ?? Number.NaN);
    const to = stepInGrid(event.key, from, columns, books.length);
    if (to === null) return;
    event.preventDefault();
    rows.scrollToIndex(Math.floor(to / columns), { align: 'auto' });
    // A row that was out of sight is rendered by the next frame.
    if (!focusCell(to)) requestAnimationFrame(() => focusCell(to));
  }

  function focusCell(index: number): boolean {
    const link = ref.current?.querySelector<HTMLElement>(`[data-index="${index}"] :is(a, button)`);
    link?.focus({ preventScroll: true });
    return link !== null && link !== undefined;
  }

  return (
    <ul
      ref={ref}
      aria-label="Books"
      onKeyDown={onKeyDown}
      className="relative"
      style={{ height: rows.getTotalSize() }}
    >
      {visible.flatMap((row) =>
        Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, column) => {
          const index = row.index * columns + column;
          const book = books[index];
          return (
            <li
              key={book?.id ?? `empty ${index}`}
              data-index={index}
              aria-setsize={count}
              aria-posinset={index + 1}
              className="absolute top-0 left-0"
              style={{
                width: cellWidth,
                transform: `translate(${column * (cellWidth + gap)}px, ${row.start - scrollMargin}px)`,
              }}
            >
              {book === undefined ? <EmptyCard /> : <BookCard book={book} choosing={choosing} />}
            </li>
          );
        }),
      )}
    </ul>
  );
}

function EmptyCard() {
  return (
    <div aria-hidden>
      <Skeleton className="aspect-square w-full rounded-lg" />
      <Skeleton className="mt-3 h-3 w-4/5" />
      <Skeleton className="mt-2 h-2.5 w-1/2" />
    </div>
  );
}

/** The grid before anything is known. */
export function CoverGridSkeleton() {
  const ref = useRef<HTMLDivElement>(null);
  const { columns, gap } = useGridLayout(ref);
  return (
    <div
      ref={ref}
      role="status"
      aria-label="Loading"
      className="grid"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gap: `${ROW_GAP + 12}px ${gap}px` }}
    >
      {Array.from({ length: columns * 4 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all alike, and never reordered
        <EmptyCard key={index} />
      ))}
    </div>
  );
}

/** All covers at once, for the few books of an author or a series. */
export function ShortCoverGrid({
  books,
  positionOf,
}: {
  readonly books: readonly Book[];
  readonly positionOf?: (book: Book) => string | null;
}) {
  const ref = useRef<HTMLUListElement>(null);
  const { columns, gap } = useGridLayout(ref);
  return (
    <ul
      ref={ref}
      aria-label="Books"
      className="grid"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gap: `${ROW_GAP}px ${gap}px` }}
    >
      {books.map((book) => (
        <li key={book.id} className="min-w-0">
          <BookCard book={book} {...(positionOf === undefined ? {} : { position: positionOf(book) })} />
        </li>
      ))}
    </ul>
  );
}
