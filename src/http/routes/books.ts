import { userIdOf } from '../../access/actor.ts';
import { tellChanges } from '../../activity/live-events.ts';
import { Conflict } from '../../base/errors.ts';
import { type BookInput, enterBook, forgetBook } from '../../catalog/enter-book.ts';
import { recordingsOfBook } from '../../catalog/recording-store.ts';
import * as contract from '../../contract/books.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import { type BookEdit, editBook, type NamePaths } from '../../editing/edit-book.ts';
import { browseBooks } from '../../library/browse-books.ts';
import { itemsOfRecordings } from '../../library/browse-items.ts';
import { isWantedAtAll } from '../../wanted/wanted-store.ts';
import { locksOf } from '../field-names.ts';
import type { HttpNeeds } from '../needs.ts';
import { given, writePage } from '../present.ts';
import { presentBookDetail } from '../present-book-detail.ts';
import { type Route, route, writtenRoute } from '../route.ts';

export function bookRoutes({ db, clock }: HttpNeeds): readonly Route[] {
  const presentOne = (id: number) => presentBookDetail(db, id);

  return [
    writtenRoute(contract.listBooks, async ({ query }) =>
      writePage(await browseBooks(db, query), ({ json }) => json),
    ),
    route(contract.addBook, async ({ body }) => {
      const id = await db.transaction().execute(async (tx) => {
        const made = await enterBook(tx, inputOf(body), clock.now());
        await tellChanges(tx, [{ kind: 'book', ids: [made] }]);
        return made;
      });
      return presentOne(id);
    }),
    route(contract.getBook, ({ params }) => presentOne(params.id)),
    route(contract.changeBook, async ({ params, body, actor }) => {
      const editor = { userId: userIdOf(actor), now: clock.now() };
      await db
        .transaction()
        .execute((tx) => editBook(tx, params.id, editOf(body), editor, namePathsOf(body)));
      return presentOne(params.id);
    }),
    route(contract.forgetBook, async ({ params }) => {
      await db.transaction().execute(async (tx) => {
        const recordings = await recordingsOfBook(tx, params.id);
        const items = await itemsOfRecordings(
          tx,
          recordings.map(({ id }) => id),
        );
        if (items.length > 0)
          throw new Conflict('You own this book: it is forgotten when its files are gone.');
        if (await isWantedAtAll(tx, params.id))
          throw new Conflict('This book is wanted: stop wanting it first.');
        await forgetBook(tx, params.id);
        await tellChanges(tx, [{ kind: 'book', ids: [params.id] }]);
      });
    }),
  ];
}

function inputOf(body: BodyOf<typeof contract.addBook>): BookInput {
  return {
    title: body.title,
    authorId: body.author_id,
    ...given({
      seriesId: body.series_id,
      seriesPosition: body.series_position,
      subtitle: body.subtitle,
      description: body.description,
      publishedDate: body.published_date,
      isbn: body.isbn,
      language: body.language,
    }),
  };
}

type Changes = BodyOf<typeof contract.changeBook>;

function editOf(body: Changes): BookEdit {
  return given({
    title: body.title,
    subtitle: body.subtitle,
    description: body.description,
    publishedDate: body.published_date,
    publishedYear: body.published_year,
    authors: body.authors ?? (body.author_id === undefined ? undefined : [body.author_id]),
    series: body.series?.map(({ series, position = null }) => ({ series, position })) ?? onlySeries(body),
    isbn: body.isbn,
    language: body.language,
    locked: locksOf(body.locked),
  });
}

function onlySeries({ series_id, series_position = null }: Changes): BookEdit['series'] {
  if (series_id === undefined) return undefined;
  return series_id === null ? [] : [{ series: series_id, position: series_position }];
}

/** A fault is told by the name that was used. */
function namePathsOf({ authors, series }: Changes): NamePaths {
  return {
    authors: authors === undefined ? 'author_id' : 'authors',
    series: series === undefined ? 'series_id' : 'series',
  };
}
