import { appendFile, utimes } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editByHand } from '../../test/support/edit-by-hand.ts';
import { openTestLibrary, type TestLibrary } from '../../test/support/test-library.ts';
import { readBook } from '../catalog/book-store.ts';
import { listChangeSets } from '../catalog/change-store.ts';
import { recordingsOfBook } from '../catalog/recording-store.ts';
import { type AudioReader, createAudioReader } from '../library/audio-reader.ts';
import { editBook } from './edit-book.ts';
import { editRecording } from './edit-recording.ts';
import { mergeBooks } from './merge-books.ts';
import { moveItemByHand } from './move-item.ts';
import { undoChangeSet } from './undo-changes.ts';

const EDITOR = { userId: null, now: new Date('2026-11-22T10:00:00Z') };
const EMMA = { album: 'Emma', artist: 'Jane Austen', composer: 'Moira Fogarty', date: '1815' };

let reader: AudioReader;
let library: TestLibrary;

beforeAll(() => {
  reader = createAudioReader();
});

beforeEach(async () => {
  library = await openTestLibrary(reader);
  await library.put('Jane Austen/Emma/1.mp3', EMMA);
  await library.scan();
});

afterEach(() => library[Symbol.asyncDispose]());

afterAll(() => reader[Symbol.asyncDispose]());

async function emma() {
  const { book, recording_id: recordingId } = await library.item('Jane Austen/Emma');
  return { bookId: book?.id ?? 0, recordingId: recordingId ?? 0 };
}

const fieldsOf = async (id: number) => (await readBook(library.db, id)).fields;
const narratorsOf = async (id: number) => (await recordingsOfBook(library.db, id))[0]?.narrators;

/** The files say what they said, and are newer. */
async function touch(): Promise<void> {
  await utimes(library.at('Jane Austen/Emma/1.mp3'), 1, 1);
}

async function latest(): Promise<number> {
  return (await listChangeSets(library.db, { limit: 1 })).items[0]?.id ?? 0;
}

describe('what a person edited', () => {
  it('stays when the files are read again, also what they emptied', async () => {
    const { bookId, recordingId } = await emma();
    await editByHand(library.db, bookId, { title: 'My Emma', authors: ['A Lady'], publishedYear: null });
    await library.db
      .transaction()
      .execute((tx) => editRecording(tx, recordingId, { narrators: [], language: 'de' }, EDITOR));

    await library.put('Jane Austen/Emma/1.mp3', { ...EMMA, album: 'Emma 2', date: '1999' });
    expect(await library.scan()).toMatchObject({ changed: 1 });

    expect(await fieldsOf(bookId)).toMatchObject({ title: 'My Emma', publishedYear: null });
    expect((await library.books())[0]?.authors).toMatchObject([{ name: 'A Lady' }]);
    expect(await narratorsOf(bookId)).toEqual([]);
    expect((await recordingsOfBook(library.db, bookId))[0]?.fields.language).toBe('de');
  });

  it('is filled by the next scan once it is given back, though no file changed', async () => {
    const { bookId, recordingId } = await emma();
    await editByHand(library.db, bookId, { title: 'My Emma', publishedYear: null });
    await library.db.transaction().execute((tx) => editRecording(tx, recordingId, { narrators: [] }, EDITOR));
    expect(await library.scan()).toMatchObject({ unchanged: 1 });

    await editByHand(library.db, bookId, { locked: { title: false, publishedYear: false } });
    await library.db
      .transaction()
      .execute((tx) => editRecording(tx, recordingId, { locked: { narrators: false } }, EDITOR));
    expect(await library.scan()).toMatchObject({ changed: 1 });

    expect(await fieldsOf(bookId)).toMatchObject({ title: 'Emma', publishedYear: 1815 });
    expect(await narratorsOf(bookId)).toEqual(['Moira Fogarty']);
  });

  it('survives a scan that goes on meanwhile', async () => {
    const { bookId } = await emma();
    await library.put('Jane Austen/Emma/1.mp3', { ...EMMA, album: 'Emma 2' });
    // The scan has read the files; before it writes what they say, somebody edits the book.
    const held = Promise.withResolvers<void>();
    const isRead = Promise.withResolvers<void>();
    const editing = library.db.transaction().execute(async (tx) => {
      await editBook(tx, bookId, { title: 'My Emma' }, EDITOR);
      isRead.resolve();
      await held.promise;
    });
    await isRead.promise;
    const scanning = library.scan();
    const edits = [2, 3, 4].map((n) => editByHand(library.db, bookId, { subtitle: `Edit ${n}` }));

    held.resolve();
    await Promise.all([editing, scanning, ...edits]);

    expect(await fieldsOf(bookId)).toMatchObject({
      title: 'My Emma',
      subtitle: expect.stringMatching(/^Edit [234]$/),
    });
  });
});

describe('what a scan changed', () => {
  it('does not come again once it was undone', async () => {
    const { bookId } = await emma();
    await library.put('Jane Austen/Emma/1.mp3', { ...EMMA, album: 'Emma 2' });
    await library.scan();
    expect((await fieldsOf(bookId)).title).toBe('Emma 2');

    expect(await undoChangeSet(library.db, await latest(), EDITOR)).toMatchObject({ left: [] });
    expect((await fieldsOf(bookId)).title).toBe('Emma');
    await touch();
    await library.scan();

    const after = await readBook(library.db, bookId);
    expect(after.fields.title).toBe('Emma');
    expect(after.provenance['title']).toMatchObject({ locked: true });
  });
});

describe('files that a person put into another book', () => {
  const merge = (into: number, other: number) =>
    library.db.transaction().execute((tx) => mergeBooks(tx, into, [other], EDITOR));

  async function scanAnother(): Promise<number> {
    await library.put('Jane Austen/Emma, part 2/1.mp3', { ...EMMA, album: 'Emma Second', composer: 'Ada' });
    await library.scan();
    return (await library.item('Jane Austen/Emma, part 2')).book?.id ?? 0;
  }

  it('stay in the merged book when they are read again, and go back with the undo', async () => {
    const { bookId } = await emma();
    const other = await scanAnother();
    expect(other).not.toBe(bookId);

    await merge(bookId, other);
    expect(await library.books()).toHaveLength(1);
    await appendFile(library.at('Jane Austen/Emma, part 2/1.mp3'), Buffer.alloc(1));
    expect(await library.scan()).toMatchObject({ changed: 1 });
    expect((await library.item('Jane Austen/Emma, part 2')).book?.id).toBe(bookId);
    expect(await recordingsOfBook(library.db, bookId)).toHaveLength(2);

    const merged = (await listChangeSets(library.db, { limit: 50 })).items.find(
      ({ kind }) => kind === 'edit',
    );
    expect(await undoChangeSet(library.db, merged?.id ?? 0, EDITOR)).toMatchObject({ left: [] });

    expect((await library.item('Jane Austen/Emma, part 2')).book).toMatchObject({
      id: other,
      title: 'Emma Second',
      authors: [{ name: 'Jane Austen' }],
    });
    expect((await library.books('second')).map(({ id }) => id)).toEqual([other]);
    expect(await recordingsOfBook(library.db, bookId)).toHaveLength(1);
  });

  it('stay with the recording to which they were moved', async () => {
    const { bookId, recordingId } = await emma();
    await scanAnother();
    const { id } = await library.item('Jane Austen/Emma, part 2');

    await library.db.transaction().execute((tx) => moveItemByHand(tx, id, { recordingId }, EDITOR));
    expect(await library.item('Jane Austen/Emma, part 2')).toMatchObject({
      recording_id: recordingId,
      book: { id: bookId },
    });
    await appendFile(library.at('Jane Austen/Emma, part 2/1.mp3'), Buffer.alloc(1));
    await library.scan();
    expect(await library.item('Jane Austen/Emma, part 2')).toMatchObject({ recording_id: recordingId });
  });

  it('of a recording with other files get one like it in the other book, which the undo takes away', async () => {
    const { bookId, recordingId } = await emma();
    const other = await scanAnother();
    const { id } = await library.item('Jane Austen/Emma, part 2');
    const move = (place: { recordingId: number } | { bookId: number }) =>
      library.db.transaction().execute((tx) => moveItemByHand(tx, id, place, EDITOR));
    await move({ recordingId });

    await move({ bookId: other });

    const moved = await library.item('Jane Austen/Emma, part 2');
    expect(moved).toMatchObject({ book: { id: other }, narrators: ['Moira Fogarty'] });
    expect(moved.recording_id).not.toBe(recordingId);
    await undoChangeSet(library.db, await latest(), EDITOR);
    expect(await library.item('Jane Austen/Emma, part 2')).toMatchObject({
      book: { id: bookId },
      recording_id: recordingId,
    });
    expect(await recordingsOfBook(library.db, other)).toHaveLength(1);
  });

  it('become a book of their own, which a scan names by what they say, unless they are all of it', async () => {
    const { bookId, recordingId } = await emma();
    const { id: all } = await library.item('Jane Austen/Emma');
    const newBook = (id: number) =>
      library.db.transaction().execute((tx) => moveItemByHand(tx, id, { newBook: true }, EDITOR));
    await expect(newBook(all)).rejects.toThrow('change the book instead');
    await scanAnother();
    const { id } = await library.item('Jane Austen/Emma, part 2');
    await library.db.transaction().execute((tx) => moveItemByHand(tx, id, { recordingId }, EDITOR));

    await newBook(id);

    const moved = await library.item('Jane Austen/Emma, part 2');
    expect(moved).toMatchObject({ book: { title: 'Emma', authors: [{ name: 'Jane Austen' }] } });
    expect(moved.book?.id).not.toBe(bookId);
    expect(await library.item('Jane Austen/Emma')).toMatchObject({ recording_id: recordingId });
    const made = await latest();
    await appendFile(library.at('Jane Austen/Emma, part 2/1.mp3'), Buffer.alloc(1));
    await library.scan();
    expect(await library.item('Jane Austen/Emma, part 2')).toMatchObject({
      id,
      book: { id: moved.book?.id, title: 'Emma Second' },
    });
    expect(await undoChangeSet(library.db, made, EDITOR)).toMatchObject({ left: [] });
    expect(await library.item('Jane Austen/Emma, part 2')).toMatchObject({ recording_id: recordingId });
  });
});
