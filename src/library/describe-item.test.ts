import { describe, expect, it } from 'vitest';
import { SOURCES } from '../base/source.ts';
import { type AudioTags, NO_TAGS, unreadable } from './audio-reading.ts';
import { describeItem, type ItemDescription } from './describe-item.ts';
import { readPath } from './path/read-path.ts';

const BY_TAGS = { source: 'tags', confidence: 0.8, agreeing: [] };
const BY_PATH = { source: 'path', confidence: 0.65, agreeing: [] };

function described(path: string, ...files: readonly Partial<AudioTags>[]): ItemDescription {
  return describeItem({
    named: readPath(path, files.length === 1 ? ['book.m4b'] : files.map((_, index) => `${index + 1}.mp3`)),
    files: files.map((tags) => ({
      reading: { ...unreadable(''), fault: null, durationSeconds: 60.5, tags: { ...NO_TAGS, ...tags } },
    })),
    sidecars: [],
    sourceOrder: null,
  });
}

describe('describeItem: title', () => {
  it.each<[string, string, readonly Partial<AudioTags>[], string]>([
    [
      'the album of several files',
      'x',
      [
        { album: 'Emma', title: 'Chapter 1' },
        { album: 'Emma', title: 'Chapter 2' },
      ],
      'Emma',
    ],
    [
      'the folder where the files bear chapters only',
      'Jane Austen/Emma',
      [{ title: 'One' }, { title: 'Two' }],
      'Emma',
    ],
    ['a title that all files share', 'x', [{ title: 'Emma' }, { title: 'Emma' }], 'Emma'],
    ['the album of most files', 'x', [{ album: 'Emma' }, { album: 'Emma' }, { album: 'Emma ' }, {}], 'Emma'],
    ['the title of a single file', 'x', [{ title: 'Emma' }], 'Emma'],
    ['the album of a single file before its title', 'x', [{ album: 'Emma', title: 'Part 1' }], 'Emma'],
    [
      'the title where the album is the series',
      'x',
      [{ album: 'Highbury', title: 'Emma', series: [{ name: 'Highbury', position: '1' }] }],
      'Emma',
    ],
    [
      'the title where the folder bears it',
      'Austen/Emma',
      [{ album: 'Works of Austen', title: 'Emma' }],
      'Emma',
    ],
    [
      'the folder where the tag is a track’s',
      'Austen/Emma',
      [{ title: 'Track 01', album: 'Unknown Album' }],
      'Emma',
    ],
    ['the folder where the tag is a number', 'Austen/Emma', [{ title: '01' }], 'Emma'],
    ['without "(Unabridged)"', 'x', [{ album: 'Emma (Unabridged)' }], 'Emma'],
    ['without "[Dramatized Adaptation]"', 'x', [{ album: 'Emma [Dramatized Adaptation]' }], 'Emma'],
    ['without "Read by"', 'x', [{ album: 'Emma (read by Juliet Stevenson)' }], 'Emma'],
    ['without the disc', 'x', [{ album: 'Emma [Disc 1 of 3]' }], 'Emma'],
    ['without the series in brackets', 'x', [{ album: 'Emma (Highbury, Book 2)' }], 'Emma'],
    [
      'without the series in front',
      'x',
      [{ album: 'Highbury 02 - Emma', series: [{ name: 'Highbury', position: '2' }] }],
      'Emma',
    ],
    ['with a colon that belongs to it', 'x', [{ album: '2001: A Space Odyssey' }], '2001: A Space Odyssey'],
    ['in front of the colon where the folder says so', 'A/Emma', [{ album: 'Emma: A Novel' }], 'Emma'],
    ['with a number that belongs to it', 'x', [{ album: 'Catch-22' }], 'Catch-22'],
  ])('is %s', (_, path, files, title) => {
    expect(described(path, ...files).title).toBe(title);
  });
});

describe('describeItem: whether it is a play', () => {
  it.each<[string, string, Partial<AudioTags>, ItemDescription['dramatised'], object | undefined]>([
    ['what the tags say', 'x', { dramatised: true }, true, BY_TAGS],
    [
      'what the folder says',
      'Brandon Sanderson - Mistborn 03 - The Hero of Ages [GraphicAudio-256]',
      {},
      true,
      { ...BY_PATH, confidence: 0.75 },
    ],
    [
      'what both say',
      'Sarah J. Maas/House of Earth and Blood (1 of 2) [Dramatized Adaptation]',
      { dramatised: true },
      true,
      { source: 'tags', confidence: 0.95, agreeing: ['path'] },
    ],
    ['nothing where nobody says so', 'Jane Austen/Emma (Unabridged)', {}, null, undefined],
  ])('is %s', (_, path, tags, dramatised, provenance) => {
    const found = described(path, tags);
    expect(found.dramatised).toBe(dramatised);
    expect(found.provenance.dramatised).toEqual(provenance);
  });
});

describe('describeItem: people', () => {
  it.each<[string, string, Partial<AudioTags>, readonly string[], readonly string[]]>([
    [
      'author as artist, narrator as composer',
      'x',
      { artists: ['Jane Austen'], composers: ['Juliet Stevenson'] },
      ['Jane Austen'],
      ['Juliet Stevenson'],
    ],
    [
      'author and narrator in one artist',
      'x',
      { artists: ['Jane Austen, Juliet Stevenson'], albumArtists: ['Jane Austen'] },
      ['Jane Austen'],
      ['Juliet Stevenson'],
    ],
    [
      'author and narrator in one artist, the composer tells who reads',
      'x',
      { artists: ['Jane Austen, Juliet Stevenson'], composers: ['Juliet Stevenson'] },
      ['Jane Austen'],
      ['Juliet Stevenson'],
    ],
    [
      'author and narrator in one artist, the folder tells who wrote',
      'Jane Austen/Emma',
      { artists: ['Jane Austen, Juliet Stevenson'] },
      ['Jane Austen'],
      ['Juliet Stevenson'],
    ],
    [
      'two authors and a narrator',
      'x',
      { artists: ['Terry Pratchett & Neil Gaiman'], narrators: ['Martin Jarvis'] },
      ['Terry Pratchett', 'Neil Gaiman'],
      ['Martin Jarvis'],
    ],
    [
      'narrator as artist',
      'x',
      { albumArtists: ['Jane Austen'], artists: ['Juliet Stevenson'] },
      ['Jane Austen'],
      ['Juliet Stevenson'],
    ],
    [
      'narrator as album artist',
      'x',
      { albumArtists: ['Juliet Stevenson'], artists: ['Jane Austen'], composers: ['Juliet Stevenson'] },
      ['Jane Austen'],
      ['Juliet Stevenson'],
    ],
    [
      'the author as composer too',
      'x',
      { artists: ['Jane Austen'], composers: ['Jane Austen'] },
      ['Jane Austen'],
      [],
    ],
    [
      'an author who reads',
      'x',
      { artists: ['Neil Gaiman'], narrators: ['Neil Gaiman'] },
      ['Neil Gaiman'],
      ['Neil Gaiman'],
    ],
    [
      '"read by"',
      'x',
      { artists: ['Jane Austen, read by Juliet Stevenson'] },
      ['Jane Austen'],
      ['Juliet Stevenson'],
    ],
    [
      'several values',
      'x',
      { artists: ['Terry Pratchett', 'Neil Gaiman'], narrators: ['A B', 'C D'] },
      ['Terry Pratchett', 'Neil Gaiman'],
      ['A B', 'C D'],
    ],
    ['last name first', 'x', { artists: ['Austen, Jane'] }, ['Jane Austen'], []],
    [
      'nobody',
      'Jane Austen/Emma',
      { artists: ['Unknown Artist'], albumArtists: ['Various'] },
      ['Jane Austen'],
      [],
    ],
    [
      'a publisher as album artist',
      'x',
      { albumArtists: ['Naxos AudioBooks'], artists: ['Jane Austen'] },
      ['Jane Austen'],
      [],
    ],
    ['translators', 'x', { artists: ['Leo Tolstoy, Louise Maude - translator'] }, ['Leo Tolstoy'], []],
  ])('understands %s', (_, path, tags, authors, narrators) => {
    expect(described(path, tags)).toMatchObject({ authors, narrators });
  });
});

describe('describeItem', () => {
  it('fills from the folders what the tags are silent about, and says which was which', () => {
    const path =
      'Charles Dickens/Christmas Books/Vol 1 - 1843 - A Christmas Carol {Frank Muller} [B002V1NDYK]';

    expect(
      described(path, { album: 'A Christmas Carol', language: 'eng', publisher: 'Chapman & Hall' }),
    ).toEqual({
      title: 'A Christmas Carol',
      subtitle: null,
      authors: ['Charles Dickens'],
      narrators: ['Frank Muller'],
      series: [{ name: 'Christmas Books', position: '1' }],
      publishedYear: 1843,
      language: 'en',
      publisher: 'Chapman & Hall',
      description: null,
      asin: 'B002V1NDYK',
      isbn: null,
      abridged: null,
      dramatised: null,
      durationSeconds: 60.5,
      unheard: [],
      silent: SOURCES,
      provenance: {
        title: { source: 'tags', confidence: 0.9, agreeing: ['path'] },
        authors: BY_PATH,
        narrators: BY_PATH,
        series: BY_PATH,
        publishedYear: BY_PATH,
        language: BY_TAGS,
        publisher: BY_TAGS,
        asin: { ...BY_PATH, confidence: 0.9 },
        durationSeconds: { source: 'tags', confidence: 1, agreeing: [] },
      },
    });
  });

  it('prefers tags to folders', () => {
    const tags = {
      artists: ['Jane Austen'],
      series: [{ name: 'Highbury', position: '2' }],
      year: 1815,
      abridged: false,
      asin: 'B000000002',
    };

    expect(described('J. Austin/Highbury Books/3 - Emma (1999) [B000000001]', tags)).toMatchObject({
      authors: ['Jane Austen'],
      series: [{ name: 'Highbury', position: '2' }],
      publishedYear: 1815,
      abridged: false,
      asin: 'B000000002',
    });
  });

  it('takes the place in the series from the folder where the tags name the series alone', () => {
    const { series } = described('Jane Austen/Highbury/Book 2 - Emma', {
      series: [{ name: 'Highbury', position: null }],
    });

    expect(series).toEqual([{ name: 'Highbury', position: '2' }]);
  });

  it('takes the series from the title where nothing else names one', () => {
    expect(described('x', { album: 'Emma (Highbury, Book 2)' }).series).toEqual([
      { name: 'Highbury', position: '2' },
    ]);
  });

  it('adds up what is known of the running time', () => {
    expect(described('x', { title: 'a' }, { title: 'b' }).durationSeconds).toBe(121);
  });

  it('describes an item of which no tag could be read', () => {
    const named = readPath('Jane Austen/Emma', ['1.mp3']);
    const files = [{ reading: unreadable('The file is empty (0 bytes).') }];

    expect(describeItem({ named, files, sidecars: [], sourceOrder: null })).toMatchObject({
      title: 'Emma',
      authors: ['Jane Austen'],
      durationSeconds: null,
      provenance: { title: BY_PATH, authors: BY_PATH },
    });
  });
});
