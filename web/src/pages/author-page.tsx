import { getAuthor } from '../../../src/contract/authors.ts';
import { useEndpoint } from '../api.ts';
import { BooksOfPage, BooksOfPageSkeleton } from '../features/books/books-of-page.tsx';
import { Answer } from '../ui/answer.tsx';
import { usePageId } from '../ui/page-id.ts';
import { NotFoundPage } from './not-found-page.tsx';

export function AuthorPage() {
  const id = usePageId();
  const author = useEndpoint(getAuthor, id === null ? null : { params: { id } });
  if (id === null) return <NotFoundPage />;
  return (
    <Answer answer={author} loading={<BooksOfPageSkeleton />} notFound={<NotFoundPage />}>
      {({ name, books }) => <BooksOfPage title={name} books={books} />}
    </Answer>
  );
}
