import { type ReactNode, useState } from 'react';
import { getBook } from '../../../src/contract/books.ts';
import { listLibraries } from '../../../src/contract/libraries.ts';
import { useEndpoint } from '../api.ts';
import { BookActions } from '../features/books/book-actions.tsx';
import { BookHeader } from '../features/books/book-header.tsx';
import { BookPageSkeleton } from '../features/books/book-page-skeleton.tsx';
import { useKnownBook } from '../features/books/known-book.ts';
import { RecordingCard } from '../features/books/recording-card.tsx';
import { BookHistory } from '../features/editing/book-history.tsx';
import { EditBookDialog } from '../features/editing/edit-book-dialog.tsx';
import { WantDialog } from '../features/wanted/want-dialog.tsx';
import { useMay } from '../session.ts';
import type { BookDetail } from '../things.ts';
import { Answer } from '../ui/answer.tsx';
import { usePageId } from '../ui/page-id.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { NotFoundPage } from './not-found-page.tsx';

export function BookPage() {
  const id = usePageId();
  const book = useEndpoint(getBook, id === null ? null : { params: { id } });
  const known = useKnownBook(id);
  if (id === null) return <NotFoundPage />;

  const loading =
    known === undefined ? (
      <BookPageSkeleton />
    ) : (
      <Frame title={known.title}>
        <BookHeader book={known} actions={null} />
        <Skeleton className="mt-9 h-56 w-full rounded-xl" />
      </Frame>
    );
  return (
    <Answer answer={book} loading={loading} notFound={<NotFoundPage />}>
      {(detail) => <ShownBook key={detail.id} book={detail} />}
    </Answer>
  );
}

function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="mx-auto max-w-5xl px-4 pt-5 pb-12 md:px-8 md:pt-10">
      <title>{`${title} · MAMcrawler`}</title>
      {children}
    </div>
  );
}

function ShownBook({ book }: { readonly book: BookDetail }) {
  const [open, setOpen] = useState<'want' | 'edit' | null>(null);
  const libraries = useEndpoint(listLibraries, { query: { limit: 200 } }).data?.items ?? [];
  const may = useMay();
  const close = () => setOpen(null);
  const count = book.recordings.length;

  return (
    <Frame title={book.title}>
      <BookHeader
        book={book}
        actions={<BookActions book={book} onEdit={() => setOpen('edit')} onWant={() => setOpen('want')} />}
      />
      <section aria-label="Recordings" className="mt-9">
        <h2 className="mb-3 text-base font-semibold">{count > 1 ? `${count} recordings` : 'Recording'}</h2>
        <div className="flex flex-col gap-4">
          {book.recordings.map((recording) => (
            <RecordingCard key={recording.id} book={book} recording={recording} libraries={libraries} />
          ))}
        </div>
        {count === 0 && (
          <p className="rounded-xl border border-dashed border-line-strong px-4 py-6 text-center text-muted">
            There is no recording of this book.{' '}
            {book.wanted_id === null
              ? may('wanted.edit') && 'Want it, and it is searched for at once.'
              : 'It is wanted; how far that is shows on the page of what is wanted.'}
          </p>
        )}
      </section>
      <BookHistory bookId={book.id} />
      <EditBookDialog book={book} isOpen={open === 'edit'} onClose={close} />
      <WantDialog book={book} libraries={libraries} isOpen={open === 'want'} onClose={close} />
    </Frame>
  );
}
