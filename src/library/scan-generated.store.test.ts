import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateLibrary } from '../../test/support/audio-files/generate-library.ts';
import { type ItemTruth, truthOf } from '../../test/support/audio-files/item-truth.ts';
import { ALL_KINDS } from '../../test/support/audio-files/planned-item.ts';
import { openTestLibrary, type TestLibrary } from '../../test/support/test-library.ts';
import { type AudioReader, createAudioReader } from './audio-reader.ts';

const ITEMS = 240;

let reader: AudioReader;
let library: TestLibrary;
const truths: ItemTruth[] = [];
const found = new Map<string, Awaited<ReturnType<typeof readItem>>>();

beforeAll(async () => {
  reader = createAudioReader();
  library = await openTestLibrary(reader);
  await generateLibrary(library.root, ITEMS, 0, {
    kinds: ALL_KINDS,
    onItem: (item) => truths.push(truthOf(item)),
  });
  await library.scan();
  for (const { path } of truths) found.set(path, await readItem(path));
});
afterAll(async () => {
  await library[Symbol.asyncDispose]();
  await reader[Symbol.asyncDispose]();
});

/** What the database has of an item, in the words of the truth. */
async function readItem(path: string) {
  const { db, id } = library;
  const item = await db
    .selectFrom('library_item')
    .innerJoin('recording', 'recording.id', 'recording_id')
    .innerJoin('book', 'book.id', 'recording.book_id')
    .select(['library_item.id', 'book.id as bookId', 'recording.id as recordingId', 'title', 'description'])
    .select(['published_year', 'language', 'publisher', 'asin', 'chapters', 'has_embedded_cover', 'faults'])
    .where('library_id', '=', id)
    .where('path', '=', path)
    .executeTakeFirst();
  if (item === undefined) return null;
  const files = await db
    .selectFrom('audio_file')
    .select('path')
    .where('library_item_id', '=', item.id)
    .orderBy('place')
    .execute();
  const authors = await db
    .selectFrom('book_author')
    .innerJoin('author', 'author.id', 'author_id')
    .select('name')
    .where('book_id', '=', item.bookId)
    .orderBy('place')
    .execute();
  const narrators = await db
    .selectFrom('recording_narrator')
    .innerJoin('narrator', 'narrator.id', 'narrator_id')
    .select('name')
    .where('recording_id', '=', item.recordingId)
    .orderBy('place')
    .execute();
  const series = await db
    .selectFrom('book_series')
    .innerJoin('series', 'series.id', 'series_id')
    .select(['name', 'position'])
    .where('book_id', '=', item.bookId)
    .execute();
  return { ...item, files, authors, narrators, series };
}

const names = (rows: readonly { readonly name: string }[] | undefined) =>
  rows?.map(({ name }) => name) ?? null;
type Found = Awaited<ReturnType<typeof readItem>>;
const FIELDS: Readonly<Record<string, readonly [(truth: ItemTruth) => unknown, (item: Found) => unknown]>> = {
  title: [({ title }) => title, (item) => item?.title],
  authors: [({ authors }) => authors, (item) => names(item?.authors)],
  narrators: [({ narrators }) => narrators, (item) => names(item?.narrators)],
  series: [({ series }) => series, (item) => item?.series],
  'year of publication': [(truth) => truth.published_year, (item) => item?.published_year],
  language: [({ language }) => language, (item) => item?.language],
  publisher: [({ publisher }) => publisher, (item) => item?.publisher],
  ASIN: [({ asin }) => asin, (item) => item?.asin],
  description: [({ description }) => description, (item) => item?.description],
  'order of files': [({ files }) => files, (item) => item?.files.map(({ path }) => path)],
  'number of chapters': [({ chapters }) => chapters, (item) => (item?.chapters as unknown[])?.length],
  cover: [(truth) => truth.has_cover, (item) => item?.has_embedded_cover],
  faults: [() => [], (item) => item?.faults],
};

describe('a scan of a library of all layouts, formats and files beside the audio', () => {
  it('finds every item, and none besides', async () => {
    const { n } = await library.db
      .selectFrom('library_item')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect([n, [...found].filter(([, item]) => item === null)]).toEqual([ITEMS, []]);
  });

  it.each(Object.keys(FIELDS))('reads as it is: %s', (field) => {
    const [told, read] = FIELDS[field] ?? [() => null, () => null];
    const wrong = truths.flatMap((truth) => {
      const [expected, is] = [told(truth), read(found.get(truth.path) ?? null)];
      const { path, format, sidecar } = truth;
      return JSON.stringify(expected) === JSON.stringify(is) ? [] : [{ path, format, sidecar, expected, is }];
    });
    expect(wrong).toEqual([]);
  });
});
