import { useQueryClient } from '@tanstack/react-query';
import { getAuthor } from '../../../../src/contract/authors.ts';
import { listBooks } from '../../../../src/contract/books.ts';
import { getSeries } from '../../../../src/contract/series.ts';
import type { Book } from '../../things.ts';

interface BooksOfPage {
  readonly items: readonly Book[];
}

/** A book as a list showed it already, so that its page opens at once; the rest follows. */
export function useKnownBook(id: number | null): Book | undefined {
  const client = useQueryClient();
  if (id === null) return undefined;
  const lists = client.getQueriesData<BooksOfPage | { pages: BooksOfPage[] }>({ queryKey: [listBooks.name] });
  for (const [, list] of lists) {
    const pages = list === undefined ? [] : 'pages' in list ? list.pages : [list];
    const book = pages.flatMap((page) => page.items).find((item) => item.id === id);
    if (book !== undefined) return book;
  }
  const groups = [getAuthor, getSeries].flatMap(({ name }) =>
    client.getQueriesData<{ books: Book[] }>({ queryKey: [name] }),
  );
  return groups.flatMap(([, group]) => group?.books ?? []).find((book) => book.id === id);
}
