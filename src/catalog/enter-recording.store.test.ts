import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { readBook } from './book-store.ts';
import { changeBook } from './enter-book.ts';
import {
  type EnteredRecording,
  enterRecording,
  type KnownPlace,
  type RecordingDescription,
} from './enter-recording.ts';
import { recordingsOfBook } from './recording-store.ts';

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

function enter(changes: Partial<RecordingDescription> = {}, place: Partial<KnownPlace> = {}) {
  return database.database
    .transaction()
    .execute((tx) =>
      enterRecording(tx, { ...EMMA, ...changes }, NOW, { recordingId: null, bookId: null, ...place }),
    );
}

const edit = (id: number, input: object) =>
  database.database.transaction().execute((tx) => changeBook(tx, id, input, NOW));
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
    await edit(first.bookId, { title: 'Emma, my favourite', subtitle: null, seriesId: null, language: 'fr' });

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
