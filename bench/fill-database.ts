import { type Kysely, sql } from 'kysely';
import pino from 'pino';
import { insertApiKey } from '../src/access/api-key-store.ts';
import { insertUser } from '../src/access/user-store.ts';
import { personKey, sortName, textKey, titleKey } from '../src/base/text.ts';
import { openDatabase, type Tx } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { migrateUp } from '../src/platform/migrate.ts';
import { madeUpBook } from '../test/support/audio-files/made-up-book.ts';

const BATCH = 5_000;

/** Fills the database of a data folder with so many owned books, without their files: what pages and searches read. */
export async function fillDatabase(dataDir: string, books: number): Promise<void> {
  await using server = await startEmbeddedPostgres({ dataDir, log: () => {} });
  await fillBooks(server.connection, books);
}

/** The same in an empty database. */
export async function fillBooks(connection: object, books: number): Promise<void> {
  await using db = openDatabase({
    connection: { ...connection },
    log: pino({ enabled: false }),
    slowQueryMs: Number.POSITIVE_INFINITY,
  });
  await migrateUp(db);
  await sql`insert into library (name, path) values ('Generated', '/nowhere')`.execute(db);
  for (let from = 0; from < books; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, books - from) }, (_, at) => rowOf(from + at));
    await insertBooks(db, JSON.stringify(rows));
  }
  // They were given their ids from here.
  for (const table of ['book', 'recording'])
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${books})`.execute(db);
  await db.transaction().execute(async (tx) => {
    for (let reader = 0; reader < READERS; reader += 1) await insertReader(tx, reader);
  });
  await sql`vacuum analyze`.execute(db);
}

/** Members who may ask with the key that `keyOfReader` tells; each is a caller of their own. */
const READERS = 200;

export function keyOfReader(reader: number): string {
  return `key-of-a-reader-for-measuring-${reader % READERS}`;
}

async function insertReader(tx: Tx, reader: number): Promise<void> {
  const { id } = await insertUser(tx, { name: `Reader ${reader}`, role: 'member', passwordHash: null });
  await insertApiKey(tx, {
    name: 'Measuring',
    key: keyOfReader(reader),
    user_id: id,
    scope: 'member',
    origin: 'user',
    expires_at: null,
  });
}

function rowOf(index: number) {
  const { folder, tags } = madeUpBook(index);
  const { title, artist, composer = '', series = null, seriesPart = null, date } = tags;
  const author = String(artist);
  return {
    id: index + 1,
    title,
    title_key: titleKey(title),
    sort_key: titleKey(title),
    author,
    author_key: personKey(author),
    author_sort: textKey(sortName(author)),
    narrator: composer,
    narrator_key: personKey(composer),
    series,
    series_key: series === null ? null : titleKey(series),
    position: seriesPart,
    year: Number(date),
    path: `${folder} ${index}`,
  };
}

type Anything = Record<string, unknown>;

/** All tables of a book in one transaction; the rows come as one JSON text. */
async function insertBooks<T>(db: Kysely<T>, rows: string): Promise<void> {
  const row = sql<Anything>`json_to_recordset(${rows}::json) as row (
    id bigint, title text, title_key text, sort_key text, author text, author_key text, author_sort text,
    narrator text, narrator_key text, series text, series_key text, position text, year integer, path text)`;
  await db.transaction().execute(async (tx) => {
    const statements = [
      sql`insert into author (name, name_key, sort_key)
        select distinct on (author_key) author, author_key, author_sort from ${row} on conflict do nothing`,
      sql`insert into narrator (name, name_key)
        select distinct on (narrator_key) narrator, narrator_key from ${row} on conflict do nothing`,
      sql`insert into series (name, name_key, sort_key)
        select distinct series, series_key, series_key from ${row}
        where series is not null and not exists (select from series as known where known.name_key = series_key)`,
      sql`insert into book (id, title, title_key, sort_key, published_year) overriding system value
        select id, title, title_key, sort_key, year from ${row}`,
      sql`insert into book_author (book_id, author_id, place)
        select row.id, author.id, 0 from ${row} join author on author.name_key = author_key`,
      sql`insert into book_series (book_id, series_id, position, position_sort)
        select row.id, series.id, position, position::double precision
        from ${row} join series on series.name_key = series_key`,
      sql`insert into recording (id, book_id, language, duration_seconds) overriding system value
        select id, id, 'en', 36000 + id from ${row}`,
      sql`insert into recording_narrator (recording_id, narrator_id, place)
        select row.id, narrator.id, 0 from ${row} join narrator on narrator.name_key = narrator_key`,
      sql`insert into library_item (library_id, path, sort_key, recording_id, duration_seconds, size_bytes, signature)
        select (select id from library), path, path, id, 36000 + id, 500000000, id::text from ${row}`,
      sql`select refresh_books(array(select id from ${row}))`,
    ];
    for (const statement of statements) await statement.execute(tx);
  });
}
