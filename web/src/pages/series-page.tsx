import { getSeries } from '../../../src/contract/series.ts';
import { useEndpoint } from '../api.ts';
import { BooksOfPage, BooksOfPageSkeleton } from '../features/books/books-of-page.tsx';
import { Answer } from '../ui/answer.tsx';
import { usePageId } from '../ui/page-id.ts';
import { NotFoundPage } from './not-found-page.tsx';

export function SeriesPage() {
  const id = usePageId();
  const series = useEndpoint(getSeries, id === null ? null : { params: { id } });
  if (id === null) return <NotFoundPage />;
  return (
    <Answer answer={series} loading={<BooksOfPageSkeleton />} notFound={<NotFoundPage />}>
      {({ name, books }) => (
        <BooksOfPage
          title={name}
          books={books}
          positionOf={(book) => book.series.find((place) => place.id === id)?.position ?? null}
        />
      )}
    </Answer>
  );
}
