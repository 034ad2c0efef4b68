import { describe, expect, it } from 'vitest';
import { readMetadataAbs } from './read-metadata-abs.ts';
import { readMetadataJson } from './read-metadata-json.ts';
import { SILENT, type Statement } from './statement.ts';

const AUDIOBOOKSHELF = {
  tags: [],
  chapters: [
    { id: 0, start: 0, end: 61.5, title: 'Stave One' },
    { id: 1, start: 61.5, end: 120, title: null },
    { id: 2, start: 'soon', end: 3, title: 'x' },
  ],
  title: 'A Christmas Carol',
  subtitle: 'A Ghost Story',
  authors: ['Charles Dickens', 'Unknown'],
  narrators: ['Frank Muller'],
  series: ['Christmas Books #1', 'Ghost Stories'],
  genres: ['Classics'],
  publishedYear: '1843',
  publishedDate: null,
  publisher: 'Chapman & Hall',
  description: '<p>Marley was <b>dead</b>:</p><p>to begin with.</p>',
  isbn: '978-0-14-043905-2',
  asin: 'B002V1NDYK',
  language: 'English',
  explicit: false,
  abridged: false,
};
const READ: Statement = {
  title: 'A Christmas Carol',
  subtitle: 'A Ghost Story',
  authors: ['Charles Dickens'],
  narrators: ['Frank Muller'],
  series: [
    { name: 'Christmas Books', position: '1' },
    { name: 'Ghost Stories', position: null },
  ],
  publishedYear: 1843,
  language: 'en',
  publisher: 'Chapman & Hall',
  description: 'Marley was dead:\n\nto begin with.',
  asin: 'B002V1NDYK',
  isbn: '9780140439052',
  abridged: false,
  dramatised: null,
};

describe('readMetadataJson', () => {
  it('reads what Audiobookshelf writes, its chapters too', () => {
    expect(readMetadataJson(JSON.stringify(AUDIOBOOKSHELF))).toEqual({
      statement: READ,
      chapters: [
        { title: 'Stave One', startSeconds: 0, endSeconds: 61.5 },
        { title: '', startSeconds: 61.5, endSeconds: 120 },
      ],
    });
  });

  it.each<[string, object, Partial<Statement>]>([
    [
      'the older form, with people and series as objects',
      {
        metadata: {
          title: 'Emma',
          authors: [{ id: 'au_1', name: 'Jane Austen' }],
          series: [{ id: 'se_1', name: 'Highbury', sequence: '2' }],
          publishedYear: 1815,
        },
      },
      {
        title: 'Emma',
        authors: ['Jane Austen'],
        series: [{ name: 'Highbury', position: '2' }],
        publishedYear: 1815,
      },
    ],
    [
      'what Audnexus says',
      {
        asin: 'B002V1NDYK',
        title: 'Emma',
        authors: [{ asin: 'B000AQ1XXX', name: 'Jane Austen' }],
        narrators: [{ name: 'Juliet Stevenson' }],
        seriesPrimary: { asin: 'B1', name: 'Highbury', position: '2' },
        publisherName: 'Naxos',
        releaseDate: '2006-01-02T00:00:00.000Z',
        formatType: 'unabridged',
        language: 'english',
        summary: '<p>Emma is handsome.</p>',
      },
      {
        narrators: ['Juliet Stevenson'],
        series: [{ name: 'Highbury', position: '2' }],
        publisher: 'Naxos',
        publishedYear: 2006,
        abridged: false,
        language: 'en',
        description: 'Emma is handsome.',
      },
    ],
    [
      'what Libation says',
      {
        publisher_name: 'Naxos',
        release_date: '2006-01-02',
        format_type: 'abridged',
        series: [{ title: 'Highbury', sequence: '2' }],
      },
      {
        publisher: 'Naxos',
        publishedYear: 2006,
        abridged: true,
        series: [{ name: 'Highbury', position: '2' }],
      },
    ],
    [
      'names in one text',
      { author: 'Terry Pratchett & Neil Gaiman' },
      { authors: ['Terry Pratchett', 'Neil Gaiman'] },
    ],
    ['a play by its genres', { genres: ['Fantasy', 'Audio Drama'] }, { dramatised: true }],
    ['a play by its tags', { tags: ['Full Cast'] }, { dramatised: true }],
    ['a play by who made it', { title: 'Elantris', publisher: 'Graphic Audio' }, { dramatised: true }],
    [
      'fields of any other kind as silence',
      { title: { en: 'x' }, authors: 7, series: 'x'.repeat(9_999), asin: [], abridged: 'no' },
      { title: null, authors: [], asin: null, abridged: null },
    ],
  ])('reads %s', (_, document, statement) => {
    expect(readMetadataJson(JSON.stringify(document))?.statement).toMatchObject(statement);
  });

  it.each(['', '[]', 'null', '{', '"x"', `${'['.repeat(200_000)}`])(
    'takes nothing from what is no object',
    (text) => {
      expect(readMetadataJson(text)).toBeNull();
    },
  );
});

describe('readMetadataAbs', () => {
  it('reads what Audiobookshelf wrote before', () => {
    const text = `;ABMETADATA1
#audiobookshelf v2.0.18

media=book
tags=

title=A Christmas Carol
subtitle=A Ghost Story
authors=Charles Dickens
narrators=Frank Muller
publishedYear=1843
publisher=Chapman & Hall
isbn=978-0-14-043905-2
asin=B002V1NDYK
language=English
genres=Classics
series=Christmas Books #1, Ghost Stories
explicit=N
abridged=N

[DESCRIPTION]
Marley was dead:

to begin with.

[CHAPTER]
start=0
end=61
title=Stave One
`;

    expect(readMetadataAbs(text)).toEqual(READ);
  });

  it('says nothing of other texts', () => {
    expect(readMetadataAbs('title=Emma')).toBeNull();
    expect(readMetadataAbs(';ABMETADATA1\n')).toEqual(SILENT);
  });
});
