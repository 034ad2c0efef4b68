import { tellChanges } from '../../activity/live-events.ts';
import { sortName } from '../../base/text.ts';
import { addAuthor, deleteAuthor, renameAuthor } from '../../catalog/author-store.ts';
import { booksOf, refreshSearchText } from '../../catalog/book-store.ts';
import { lockCatalog } from '../../catalog/catalog-lock.ts';
import { getName, listNames, type NamedEntry } from '../../catalog/name-list.ts';
import { addSeries, deleteSeries, renameSeries } from '../../catalog/series-store.ts';
import * as authors from '../../contract/authors.ts';
import * as series from '../../contract/series.ts';
import { booksOfAuthor, booksOfSeries } from '../../library/browse-books.ts';
import type { Tx } from '../../platform/database.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, presentPage } from '../present.ts';
import { presentBook } from '../present-book.ts';
import { type Route, route } from '../route.ts';

/** Authors and series: the same doors to two shelves. */
export function nameRoutes({ db }: HttpNeeds): readonly Route[] {
  async function presentAuthor(id: number) {
    const author = await getName(db, 'author', id);
    return {
      ...presentName(author),
      sort_name: sortName(author.name),
      books: (await booksOfAuthor(db, id)).map(presentBook),
    };
  }

  async function presentSeries(id: number) {
    return {
      ...presentName(await getName(db, 'series', id)),
      books: (await booksOfSeries(db, id)).map(presentBook),
    };
  }

  /** A change of a name reaches the search text of its books. */
  function change(
    of: { readonly authorId: number } | { readonly seriesId: number },
    work: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    return db.transaction().execute(async (tx) => {
      await lockCatalog(tx);
      const bookIds = await booksOf(tx, of);
      await work(tx);
      await refreshSearchText(tx, bookIds);
      await tellChanges(tx, [{ kind: 'book', ids: bookIds }]);
    });
  }

  return [
    route(authors.listAuthors, async ({ query }) =>
      presentPage(await listNames(db, 'author', query), (author) => ({
        ...presentName(author),
        sort_name: sortName(author.name),
      })),
    ),
    route(authors.addAuthor, async ({ body }) => presentAuthor(await addAuthor(db, body.name))),
    route(authors.getAuthor, ({ params }) => presentAuthor(params.id)),
    route(authors.changeAuthor, async ({ params, body: { name } }) => {
      await getName(db, 'author', params.id);
      if (name !== undefined)
        await change({ authorId: params.id }, (tx) => renameAuthor(tx, params.id, name));
      return presentAuthor(params.id);
    }),
    route(authors.forgetAuthor, async ({ params }) => {
      await getName(db, 'author', params.id);
      await change({ authorId: params.id }, (tx) => deleteAuthor(tx, params.id));
    }),
    route(series.listSeries, async ({ query }) =>
      presentPage(await listNames(db, 'series', query), presentName),
    ),
    route(series.addSeries, async ({ body }) => presentSeries(await addSeries(db, body.name))),
    route(series.getSeries, ({ params }) => presentSeries(params.id)),
    route(series.changeSeries, async ({ params, body: { name } }) => {
      await getName(db, 'series', params.id);
      if (name !== undefined)
        await change({ seriesId: params.id }, (tx) => renameSeries(tx, params.id, name));
      return presentSeries(params.id);
    }),
    route(series.forgetSeries, async ({ params }) => {
      await getName(db, 'series', params.id);
      await change({ seriesId: params.id }, (tx) => deleteSeries(tx, params.id));
    }),
  ];
}

function presentName({ id, name, book_count, created_at }: NamedEntry) {
  return { id, name, book_count, created_at: instant(created_at) };
}
