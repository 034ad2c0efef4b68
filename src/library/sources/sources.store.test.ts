import { rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editByHand } from '../../../test/support/edit-by-hand.ts';
import { openTestLibrary, type TestLibrary } from '../../../test/support/test-library.ts';
import type { Source } from '../../base/source.ts';
import { readBook } from '../../catalog/book-store.ts';
import { listChangeSets } from '../../catalog/change-store.ts';
import { readRecordingValues } from '../../catalog/read-values.ts';
import { type AudioReader, createAudioReader } from '../audio-reader.ts';
import { updateLibrary } from '../library-store.ts';

let reader: AudioReader;
let library: TestLibrary;

beforeAll(() => {
  reader = createAudioReader();
});

beforeEach(async () => {
  library = await openTestLibrary(reader);
  await library.put('Austen, Jane/Emma/emma.mp3', { album: 'Emma', artist: 'Jane Austen', date: '2006' });
});

afterEach(() => library[Symbol.asyncDispose]());

afterAll(() => reader[Symbol.asyncDispose]());

const BESIDE = 'Austen, Jane/Emma';

function write(name: string, text: string): Promise<void> {
  return writeFile(library.at(`${BESIDE}/${name}`), text);
}

async function emma() {
  const [book] = await library.books();
  if (book === undefined) throw new Error('There is no book');
  return { ...book, ...(await readBook(library.db, book.id)) };
}

async function order(sourceOrder: readonly Source[] | null): Promise<void> {
  await library.db.transaction().execute((tx) => updateLibrary(tx, library.id, { sourceOrder }));
}

describe('a scan', () => {
  it('takes what lies beside the audio, and keeps with each field who says so', async () => {
    await write(
      'metadata.json',
      JSON.stringify({ title: 'Emma', publishedYear: '1815', series: ['Highbury #2'] }),
    );
    await write('reader.txt', 'Juliet Stevenson\n');
    await write('desc.txt', 'Emma Woodhouse is handsome, clever and rich.\n');

    await library.scan();

    const { fields, provenance, series } = await emma();
    expect(fields).toMatchObject({
      title: 'Emma',
      publishedYear: 1815,
      description: 'Emma Woodhouse is handsome, clever and rich.',
    });
    expect(series).toMatchObject([{ name: 'Highbury', position: '2' }]);
    expect(provenance).toMatchObject({
      title: { source: 'metadata_json', agreeing: ['tags', 'path'], locked: false },
      authors: { source: 'tags', agreeing: ['path'] },
      publishedYear: { source: 'metadata_json' },
      description: { source: 'desc_txt' },
      series: { source: 'metadata_json', confidence: 0.95 },
    });
    expect((await library.item(BESIDE)).narrators).toEqual(['Juliet Stevenson']);
  });

  it('keeps of a recording who says that it is a play', async () => {
    await write('metadata.json', JSON.stringify({ title: 'Emma', genres: ['Audio Drama'] }));

    await library.scan();

    const { recording_id: id } = await library.item(BESIDE);
    expect((await readRecordingValues(library.db, [id ?? 0])).get(id ?? 0)).toMatchObject({
      values: { dramatised: true },
      provenance: { dramatised: { source: 'metadata_json', locked: false } },
    });
  });

  it('reads a name by those beside it, of which it asks no more than their names', async () => {
    for (const name of [
      'Mirak Deln - Qorlan Weft',
      'Tidewater - Qorlan Weft',
      'Quiet Harbours - Qorlan Weft',
    ])
      await library.put(`${name}/1.mp3`);

    await library.scan({ places: ['Mirak Deln - Qorlan Weft'] });

    expect(await library.books()).toMatchObject([
      { title: 'Mirak Deln', authors: [{ name: 'Qorlan Weft' }] },
    ]);
    await library.scan();
    expect((await library.books()).map(({ title }) => title)).toEqual([
      'Emma',
      'Mirak Deln',
      'Quiet Harbours',
      'Tidewater',
    ]);
    for (const name of ['Tidewater', 'Quiet Harbours'])
      await rm(library.at(`${name} - Qorlan Weft`), { recursive: true });
    expect(await library.scan()).toMatchObject({ changed: 0 });
    expect((await library.books()).some(({ title }) => title === 'Mirak Deln')).toBe(true);
  });

  it('tells of a broken file beside the audio, and reads the rest', async () => {
    await write('metadata.json', '{"title": "Em');
    await write('Emma.opf', '<package><metadata><title>Emma</title><language>en</language>');

    await library.scan();

    expect((await library.item(BESIDE)).faults).toEqual([
      {
        path: `${BESIDE}/metadata.json`,
        fault: 'The file is damaged: it does not hold the JSON that its name promises.',
      },
    ]);
    expect((await emma()).provenance).toMatchObject({ title: { source: 'opf' } });
  });

  it('reads an item again when a file beside it is changed or gone', async () => {
    await write('reader.txt', 'Nadia May');
    await library.scan();
    await write('reader.txt', 'Juliet Stevenson');

    expect(await library.scan()).toMatchObject({ changed: 1 });
    expect((await library.item(BESIDE)).narrators).toEqual(['Juliet Stevenson']);

    await rm(library.at(`${BESIDE}/reader.txt`));
    expect(await library.scan()).toMatchObject({ changed: 1 });
    expect(await library.scan()).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('gives up what nobody says any more, and takes it from the next best', async () => {
    await write(
      'metadata.json',
      JSON.stringify({
        title: 'Emma',
        subtitle: 'A Novel',
        publishedYear: '1815',
        narrators: ['Nadia May'],
        isbn: '9780141439587',
      }),
    );
    await write('desc.txt', 'Emma Woodhouse is handsome, clever and rich.');
    await write('Emma.nfo', 'Title: Emma\nPublisher: John Murray\n');
    await library.scan();
    const { id, ...before } = await emma();
    expect(before.fields).toMatchObject({ subtitle: 'A Novel', publishedYear: 1815 });
    await editByHand(library.db, id, { locked: { subtitle: true } });

    await rm(library.at(`${BESIDE}/metadata.json`));
    await rm(library.at(`${BESIDE}/desc.txt`));
    await write('Emma.nfo', 'Title: Emma\n');
    expect(await library.scan()).toMatchObject({ changed: 1 });

    const { fields, provenance } = await emma();
    expect(fields).toMatchObject({ subtitle: 'A Novel', publishedYear: 2006, description: null });
    expect(provenance).toMatchObject({ publishedYear: { source: 'tags' } });
    const { recording_id, narrators } = await library.item(BESIDE);
    expect(narrators).toEqual([]);
    const recording = (await readRecordingValues(library.db, [recording_id ?? 0])).get(recording_id ?? 0);
    expect(recording).toMatchObject({ values: { isbn: null, publisher: null } });
    expect((await listChangeSets(library.db, { limit: 1 })).items).toMatchObject([
      { kind: 'scan', changeCount: 5 },
    ]);
  });

  it('keeps what a damaged file once said, and what another item of the recording may say', async () => {
    await write('desc.txt', 'Emma Woodhouse is handsome, clever and rich.');
    await write('metadata.json', JSON.stringify({ title: 'Emma', subtitle: 'A Novel' }));
    await library.scan();
    await write('metadata.json', '{"title": "Em');
    await library.scan();
    expect((await emma()).fields).toMatchObject({ subtitle: 'A Novel' });

    await library.put('Austen, Jane/Emma (1)/emma.mp3', { album: 'Emma', artist: 'Jane Austen' });
    await library.scan();
    await rm(library.at(`${BESIDE}/desc.txt`));
    await library.scan();
    expect((await emma()).fields).toMatchObject({
      description: 'Emma Woodhouse is handsome, clever and rich.',
    });
  });

  it('reads everything again when its library trusts its sources in another order', async () => {
    await write('Emma.nfo', 'Title: Emma, a Comedy\nYear: 1816\n');
    await library.scan();
    expect((await emma()).fields).toMatchObject({ title: 'Emma', publishedYear: 2006 });

    await order(['nfo', 'path']);
    expect(await library.scan()).toMatchObject({ changed: 1, unchanged: 0 });

    const { fields, provenance } = await emma();
    expect(fields).toMatchObject({ title: 'Emma, a Comedy', publishedYear: 1816 });
    expect(provenance).toMatchObject({ title: { source: 'nfo' }, authors: { source: 'path' } });
    expect(await library.scan()).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('gives up what a source said that its library does not use any more, unless a person locked it', async () => {
    await write(
      'Emma.nfo',
      'Title: Emma\nSeries: Highbury\nSummary: Emma is always wrong.\nRead by: Nadia May\n',
    );
    await write('metadata.json', JSON.stringify({ subtitle: 'A Novel', narrators: ['Nadia May'] }));
    await library.scan();
    const { id, ...before } = await emma();
    expect(before.fields).toMatchObject({ subtitle: 'A Novel', description: 'Emma is always wrong.' });
    await editByHand(library.db, id, { locked: { subtitle: true } });

    await order(['nfo', 'tags']);
    await library.scan();
    const { fields, provenance } = await emma();
    expect(fields).toMatchObject({ subtitle: 'A Novel', description: 'Emma is always wrong.' });
    expect(provenance).toMatchObject({
      subtitle: { source: 'metadata_json' },
      description: { source: 'nfo' },
    });
    expect((await library.item(BESIDE)).narrators).toEqual(['Nadia May']);

    await order(['tags']);
    await library.scan();
    const after = await emma();
    expect(after.fields).toMatchObject({ title: 'Emma', subtitle: 'A Novel', description: null });
    expect(after.series).toEqual([]);
    expect(after.authors).toMatchObject([{ name: 'Jane Austen' }]);
    expect(after.provenance['description']).toBeUndefined();
    expect((await library.item(BESIDE)).narrators).toEqual([]);
    const [set] = (await listChangeSets(library.db, { limit: 1 })).items;
    expect(set).toMatchObject({ kind: 'scan', changeCount: 3 });
    expect(await library.scan()).toMatchObject({ changed: 0, unchanged: 1 });
  });
});
