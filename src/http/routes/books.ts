import { tellChanges } from '../../activity/live-events.ts';
import { Conflict, NotFound } from '../../base/errors.ts';
import { readBook } from '../../catalog/book-store.ts';
import { type BookInput, changeBook, enterBook, forgetBook } from '../../catalog/enter-book.ts';
import { recordingsOfBook } from '../../catalog/recording-store.ts';
import * as contract from '../../contract/books.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import { browseBooks, shelvedBook } from '../../library/browse-books.ts';
import { itemsOfRecordings } from '../../library/browse-items.ts';
import { findOpenWant, isWantedAtAll } from '../../wanted/wanted-store.ts';
import type { HttpNeeds } from '../needs.ts';
import { given, presentPage } from '../present.ts';
import { presentBook } from '../present-book.ts';
import { type Route, route } from '../route.ts';

export function bookRoutes({ db, clock }: HttpNeeds): readonly Route[] {
  async function presentOne(id: number) {
    const [book, stored, recordings] = await Promise.all([
      shelvedBook(db, id),
      readBook(db, id),
      recordingsOfBook(db, id),
    ]);
    if (book === null) throw new NotFound(`There is no book ${id}.`);
    const items = await itemsOfRecordings(
      db,
      recordings.map((recording) => recording.id),
    );
    return {
      ...presentBook(book),
      recordings: recordings.map(({ id: recordingId, fields, narrators }) => ({
        id: recordingId,
        narrators: [...narrators],
        language: fields.language,
        abridged: fields.abridged,
        duration_seconds: fields.durationSeconds,
        publisher: fields.publisher,
        asin: fields.asin,
        isbn: fields.isbn,
        library_items: items
          .filter(({ recording_id }) => recording_id === recordingId)
          .map(({ id: itemId, library_id, path }) => ({ id: itemId, library_id, path })),
      })),
      wanted_id: await findOpenWant(db, id),
      provenance: stored.provenance,
    };
  }

  return [
    route(contract.listBooks, async ({ query }) => presentPage(await browseBooks(db, query), presentBook)),
    route(contract.addBook, async ({ body }) => {
      const id = await db.transaction().execute(async (tx) => {
        const made = await enterBook(
          tx,
          { ...inputOf(body), title: body.title, authorId: body.author_id },
          clock.now(),
        );
        await tellChanges(tx, [{ kind: 'book', ids: [made] }]);
        return made;
      });
      return presentOne(id);
    }),
    route(contract.getBook, ({ params }) => presentOne(params.id)),
    route(contract.changeBook, async ({ params, body }) => {
      await db.transaction().execute(async (tx) => {
        await changeBook(tx, params.id, inputOf(body), clock.now());
        await tellChanges(tx, [{ kind: 'book', ids: [params.id] }]);
      });
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

type BookBody = BodyOf<typeof contract.addBook>;

function inputOf(body: { readonly [Field in keyof BookBody]?: BookBody[Field] | undefined }): BookInput {
  return given({
    title: body.title,
    authorId: body.author_id,
    seriesId: body.series_id,
    seriesPosition: body.series_position,
    subtitle: body.subtitle,
    description: body.description,
    publishedDate: body.published_date,
    isbn: body.isbn,
    language: body.language,
  });
}
