import { BookX } from 'lucide-react';
import { formatDuration, plural } from '../../../../src/base/quantities.ts';
import type { Book } from '../../things.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CoverGridSkeleton, ShortCoverGrid } from './cover-grid.tsx';

interface BooksOfPageProps {
  readonly title: string;
  readonly books: readonly Book[];
  readonly positionOf?: (book: Book) => string | null;
}

/** The page of an author or of a series: the books, in the server's order. */
export function BooksOfPage({ title, books, ...grid }: BooksOfPageProps) {
  return (
    <Page title={title} width="full" note={noteOn(books)}>
      {books.length === 0 ? (
        <EmptyState icon={<BookX aria-hidden />} title="No books">
          No book belongs here any more.
        </EmptyState>
      ) : (
        <ShortCoverGrid books={books} {...grid} />
      )}
    </Page>
  );
}

function noteOn(books: readonly Book[]): string {
  const owned = books.filter((book) => book.owned);
  const seconds = owned.reduce((sum, book) => sum + (book.duration_seconds ?? 0), 0);
  const parts = [plural(books.length, 'book')];
  if (owned.length < books.length) parts.push(`${owned.length} owned`);
  if (seconds > 0) parts.push(formatDuration(seconds));
  return parts.join(' · ');
}

export function BooksOfPageSkeleton() {
  return (
    <div className="mx-auto max-w-[120rem] px-4 pt-4 md:px-8 md:pt-7">
      <Skeleton className="mb-5 h-8 w-64" />
      <CoverGridSkeleton />
    </div>
  );
}
