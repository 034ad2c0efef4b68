import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editByHand } from '../../../test/support/edit-by-hand.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { readBook } from '../book-store.ts';
import { recordingsOfBook } from '../recording-store.ts';
import { enterRecordings } from './enter-recordings.ts';
import type { EnteredRecording, KnownPlace, RecordingDescription } from './recording-description.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const EMMA: RecordingDescription = {
  title: 'Emma',
  subtitle: null,
  authors: ['Jane Austen'],
  narrators: ['Moira Fogarty'],
  series: [],
  publishedYear: 1815,
  language: 'en',
  publisher: null,
  description: null,
  asin: null,
  isbn: null,
  abridged: null,
  dramatised: null,
  durationSeconds: 60_000,
  provenance: {
    title: { source: 'tags', confidence: 0.9, agreeing: ['path'] },
    authors: { source: 'tags', confidence: 0.8, agreeing: [] },
  },
};

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

async function enter(
  changes: Partial<RecordingDescription> = {},
  place: Partial<KnownPlace> = {},
): Promise<EnteredRecording> {
  const [entered] = await enterAll([[changes, place]]);
  if (entered === undefined) throw new Error('Nothing was entered');
  return entered;
}

function enterAll(
  all: readonly (readonly [Partial<RecordingDescription>, Partial<KnownPlace>?])[],
): Promise<readonly EnteredRecording[]> {
  const entries = all.map(([changes, place]) => ({
    description: { ...EMMA, ...changes },
    place: { recordingId: null, bookId: null, ...place },
  }));
  return database.database
    .transaction()
    .execute((tx) => enterRecordings(tx, entries, { now: NOW, sentence: 'Files were read anew.' }));
}

const bookOf = ({ bookId }: EnteredRecording) => readBook(database.database, bookId);

async function linksOf({ bookId }: EnteredRecording) {
  const authors = await database.database
    .selectFrom('book_author')
    .innerJoin('author', 'author.id', 'author_id')
    .where('book_id', '=', bookId)
    .orderBy('place')
    .select('name')
    .execute();
  const series = await database.database
    .selectFrom('book_series')
    .innerJoin('series', 'series.id', 'series_id')
    .where('book_id', '=', bookId)
    .orderBy('name')
    .select(['name', 'position'])
    .execute();
  return {
    authors: authors.map(({ name }) => name),
    series: series.map(({ name, position }) => `${name} ${position}`),
  };
}

describe('what files say of a recording', () => {
  it('makes book and recording where they are new, and notes where it was read', async () => {
    const entered = await enter({ series: [{ name: 'Novels', position: '4' }] });

    const { fields, provenance } = await bookOf(entered);
    expect(fields).toMatchObject({ title: 'Emma', publishedYear: 1815 });
    expect(provenance).toMatchObject({
      title: { source: 'tags', locked: false },
      publishedYear: { source: 'path', locked: false },
      authors: { source: 'tags' },
      series: { source: 'path' },
    });
    expect(await linksOf(entered)).toEqual({ authors: ['Jane Austen'], series: ['Novels 4'] });
    expect(await recordingsOfBook(database.database, entered.bookId)).toMatchObject([
      { narrators: ['Moira Fogarty'], fields: { language: 'en', durationSeconds: 60_000 } },
    ]);
  });

  it.each<[string, Partial<RecordingDescription>]>([
    ['written otherwise', { title: 'EMMA', authors: ['Austen, Jane'], narrators: ['moira fogarty'] }],
    ['of nearly the same length', { durationSeconds: 60_900 }],
    ['of unknown length and narrator', { durationSeconds: null, narrators: [] }],
    ['with more known of it', { asin: 'B002V1NDYK', abridged: false }],
  ])('is the same recording: %s', async (_, changes) => {
    const first = await enter();

    expect(await enter(changes)).toEqual(first);
  });

  it.each<[string, Partial<RecordingDescription>]>([
    ['by another narrator', { narrators: ['Juliet Stevenson'] }],
    ['by one narrator more', { narrators: ['Moira Fogarty', 'Juliet Stevenson'] }],
    ['of another length', { durationSeconds: 50_000 }],
    ['in another language', { language: 'de' }],
  ])('is another recording of the same book: %s', async (_, changes) => {
    const first = await enter();

    const second = await enter(changes);

    expect(second.bookId).toBe(first.bookId);
    expect(second.recordingId).not.toBe(first.recordingId);
  });

  it.each<[string, Partial<RecordingDescription>, Partial<RecordingDescription>]>([
    ['abridged and not', { abridged: true }, { abridged: false }],
    ['two ASINs', { asin: 'B002V1NDYK' }, { asin: 'B002V1NDYL' }],
  ])('is another recording: %s', async (_, one, other) => {
    expect((await enter(one)).recordingId).not.toBe((await enter(other)).recordingId);
  });

  it.each<[string, Partial<RecordingDescription>]>([
    ['of another title', { title: 'Persuasion' }],
    ['by another author', { authors: ['Alexander McCall Smith'] }],
    ['by nobody known', { authors: [] }],
  ])('is another book: %s', async (_, changes) => {
    expect((await enter(changes)).bookId).not.toBe((await enter()).bookId);
  });

  it('fills in what a second recording knows more of the book, and changes nothing that is known', async () => {
    const first = await enter({ publishedYear: null });

    await enter({
      narrators: ['Juliet Stevenson'],
      title: 'Emma!',
      subtitle: 'A Novel',
      publishedYear: 1816,
      authors: ['Jane Austen', 'Somebody Else'],
      series: [{ name: 'Novels', position: null }],
    });

    expect((await bookOf(first)).fields).toMatchObject({
      title: 'Emma',
      subtitle: 'A Novel',
      publishedYear: 1816,
    });
    expect(await linksOf(first)).toEqual({ authors: ['Jane Austen'], series: ['Novels null'] });
  });
});

describe('files that have changed', () => {
  it('change their book and recording, where these are theirs alone', async () => {
    const first = await enter();

    const second = await enter(
      {
        title: 'Emma: A Novel',
        authors: ['A Lady'],
        narrators: ['Juliet Stevenson'],
        durationSeconds: 100,
        series: [{ name: 'Novels', position: '4' }],
      },
      { recordingId: first.recordingId },
    );

    expect(second).toEqual(first);
    expect((await bookOf(first)).fields.title).toBe('Emma: A Novel');
    expect(await linksOf(first)).toEqual({ authors: ['A Lady'], series: ['Novels 4'] });
    expect(await recordingsOfBook(database.database, first.bookId)).toMatchObject([
      { narrators: ['Juliet Stevenson'], fields: { durationSeconds: 100 } },
    ]);
  });

  it('become another book where they say another title and the book is also others’', async () => {
    const first = await enter();
    await enter({ narrators: ['Juliet Stevenson'] });

    const moved = await enter({ title: 'Persuasion' }, { recordingId: first.recordingId });

    expect(moved.bookId).not.toBe(first.bookId);
    expect((await bookOf(first)).fields.title).toBe('Emma');
  });

  it('change nothing that a person has changed, nor what a person emptied', async () => {
    const first = await enter({ subtitle: 'A Novel', series: [{ name: 'Novels', position: '4' }] });
    await editByHand(database.database, first.bookId, {
      title: 'Emma, my favourite',
      subtitle: null,
      series: [],
      language: 'fr',
    });

    const again = await enter(
      { title: 'Emma 2', subtitle: 'Volume 2', language: 'de', series: [{ name: 'Other', position: '1' }] },
      { recordingId: first.recordingId },
    );

    expect(again).toEqual(first);
    expect((await bookOf(first)).fields).toMatchObject({ title: 'Emma, my favourite', subtitle: null });
    expect((await linksOf(first)).series).toEqual([]);
    expect((await recordingsOfBook(database.database, first.bookId))[0]?.fields.language).toBe('fr');
  });

  it('belong to the book that they were fetched for, whatever title they say', async () => {
    const wanted = await enter();

    const arrived = await enter(
      { title: 'Emma (Unabridged) [64k]', narrators: ['Juliet Stevenson'] },
      { bookId: wanted.bookId },
    );

    expect(arrived.bookId).toBe(wanted.bookId);
    expect((await bookOf(wanted)).fields.title).toBe('Emma');
  });

  it('that say nothing of a recording that was forgotten are new', async () => {
    const entered = await enter({}, { recordingId: 4711 });

    expect((await bookOf(entered)).fields.title).toBe('Emma');
  });
});

describe('many at once', () => {
  const POOL: readonly Partial<RecordingDescription>[] = [
    {},
    { narrators: ['Juliet Stevenson'], subtitle: 'A Novel', series: [{ name: 'Novels', position: '4' }] },
    { title: 'Persuasion', series: [{ name: 'Novels', position: '6' }] },
    { title: 'Persuasion', authors: ['A Lady'], series: [{ name: 'Novels', position: null }] },
    { title: 'Anthology', authors: [] },
    { title: 'Anthology', authors: ['A Lady', 'Jane Austen'], asin: 'B002V1NDYK' },
    {
      title: 'EMMA!',
      authors: ['Austen, Jane'],
      durationSeconds: 60_100,
      language: null,
      publisher: 'Naxos',
    },
    { title: 'Emma', abridged: true, durationSeconds: 12_000, narrators: [] },
    {
      title: 'Lady Susan',
      series: [
        { name: 'Novels', position: '1' },
        { name: 'Letters', position: '1' },
      ],
    },
  ];

  /** Everything but numbers and times. */
  async function dump(db: TestDatabase) {
    const { rows } = await sql`
      select title, subtitle, published_year, book.provenance, recording.*, 0 as id, 0 as book_id, null as created_at,
        array(select name from book_author join author on author.id = author_id where book_id = book.id order by place)
          as authors,
        array(select name || ' ' || coalesce(position, '') from book_series join series on series.id = series_id
          where book_id = book.id order by 1) as places,
        array(select name from recording_narrator join narrator on narrator.id = narrator_id
          where recording_id = recording.id order by place) as narrators,
        (select count(*) from series) as series_count
      from book join recording on recording.book_id = book.id order by book.id, recording.id`.execute(
      db.database,
    );
    return rows;
  }

  it.each([1, 2, 3, 4, 5, 6])('are entered as one after the other would be: order %i', async (seed) => {
    const order = Array.from(
      { length: 40 },
      (_, at) => POOL[(at * at * seed + at * 7 + seed) % POOL.length] ?? {},
    );
    const one = database;
    const ids: EnteredRecording[] = [];
    for (const changes of order) ids.push(await enter(changes));
    const again = order.map(
      (changes, at) =>
        [
          {
            ...changes,
            title: at % 5 === 0 ? 'Sanditon' : (changes.title ?? 'Emma'),
            publishedYear: 1800 + at,
          },
          { recordingId: ids[(at * 3) % ids.length]?.recordingId ?? null },
        ] as const,
    );
    for (const entry of again) await enter(...entry);

    await using many = await createTestDatabase();
    database = many;
    for (let from = 0; from < order.length; from += 16)
      await enterAll(order.slice(from, from + 16).map((changes) => [changes]));
    // Numbers differ by the gaps of sequences, the order does not.
    const recordings = await many.database.selectFrom('recording').select('id').orderBy('id').execute();
    const before = [...new Set(ids.map(({ recordingId }) => recordingId))].toSorted((a, b) => a - b);
    const sameOf = (id: number | null) => recordings[before.indexOf(id ?? 0)]?.id ?? null;
    expect(recordings).toHaveLength(before.length);
    await enterAll(again.map(([changes, place]) => [changes, { recordingId: sameOf(place.recordingId) }]));
    const together = await dump(many);
    database = one;

    expect(together).toEqual(await dump(one));
  });

  it('keep what they change of what was known, and nothing of what is new', async () => {
    const { bookId, recordingId } = await enter();
    const changesOf = () => database.database.selectFrom('field_change').selectAll().orderBy('id').execute();
    expect(await changesOf()).toEqual([]);

    await enterAll([
      [{ title: 'Emma: A Novel', narrators: ['Juliet Stevenson'] }, { recordingId }],
      [{ title: 'Persuasion' }],
      [{ title: 'Persuasion', subtitle: 'Filled in', narrators: ['Somebody'] }],
    ]);

    const sets = await database.database.selectFrom('change_set').selectAll().execute();
    expect(sets).toMatchObject([{ kind: 'scan', sentence: 'Files were read anew.', user_id: null }]);
    expect(await changesOf()).toMatchObject([
      { book_id: bookId, recording_id: null, field: 'title', old_value: 'Emma', new_value: 'Emma: A Novel' },
      {
        recording_id: recordingId,
        field: 'narrators',
        old_value: ['Moira Fogarty'],
        new_value: ['Juliet Stevenson'],
        old_provenance: { source: 'path' },
      },
    ]);

    await enterAll([[{ title: 'Emma: A Novel', narrators: ['Juliet Stevenson'] }, { recordingId }]]);
    expect(await changesOf()).toHaveLength(2);
  });
});
