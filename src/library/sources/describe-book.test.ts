import { describe, expect, it } from 'vitest';
import type { Source } from '../../base/source.ts';
import { type AudioTags, NO_TAGS, unreadable } from '../audio-reading.ts';
import { describeItem, type ItemDescription } from '../describe-item.ts';
import { readPath } from '../path/read-path.ts';
import { SILENT, type Statement } from './statement.ts';

type Sidecars = Partial<Record<Exclude<Source, 'tags' | 'path'>, Partial<Statement>>>;

interface Given {
  readonly path: string;
  readonly tags?: Partial<AudioTags>;
  readonly sidecars?: Sidecars;
  readonly order?: readonly Source[];
}

function described({ path, tags = {}, sidecars = {}, order }: Given): ItemDescription {
  const kinds = ['metadata_json', 'opf', 'nfo', 'desc_txt', 'reader_txt', 'cue'] as const;
  return describeItem({
    named: readPath(path, ['book.m4b']),
    files: [{ reading: { ...unreadable(''), fault: null, tags: { ...NO_TAGS, ...tags } } }],
    sidecars: kinds
      .filter((kind) => kind in sidecars)
      .map((kind) => ({
        path: `${path}/${kind}`,
        kind,
        reading: { statement: { ...SILENT, ...sidecars[kind] }, chapters: [], cue: null, fault: null },
      })),
    sourceOrder: order ?? null,
  });
}

const PATH = 'Jane Austen/Emma';

describe('a book of several sources', () => {
  it.each<[string, Given, Partial<ItemDescription>]>([
    [
      'is what a library program kept, before the tags',
      {
        path: PATH,
        tags: { album: 'Emma (1815)', artists: ['J. Austen'] },
        sidecars: { metadata_json: { title: 'Emma', authors: ['Jane Austen'], narrators: ['Nadia May'] } },
      },
      { title: 'Emma', authors: ['Jane Austen'], narrators: ['Nadia May'] },
    ],
    [
      'has the reader of reader.txt before one that is only concluded',
      {
        path: PATH,
        tags: { albumArtists: ['Jane Austen'], artists: ['Some Singer'] },
        sidecars: { reader_txt: { narrators: ['Juliet Stevenson'] } },
      },
      { authors: ['Jane Austen'], narrators: ['Juliet Stevenson'] },
    ],
    [
      'has the description of desc.txt before a comment',
      {
        path: PATH,
        tags: { description: 'Converted with great care by somebody.' },
        sidecars: { desc_txt: { description: 'Emma is handsome.' } },
      },
      { description: 'Emma is handsome.' },
    ],
    [
      'has the author of the folder where the tags name the reader instead',
      {
        path: PATH,
        tags: { artists: ['Juliet Stevenson'] },
        sidecars: { nfo: { authors: ['Jane Austen'], narrators: ['Juliet Stevenson'] } },
      },
      { authors: ['Jane Austen'], narrators: ['Juliet Stevenson'] },
    ],
    [
      'has no reader as its author, though a file says so',
      {
        path: 'Emma',
        tags: { narrators: ['Juliet Stevenson'], albumArtists: ['Jane Austen'] },
        sidecars: { nfo: { authors: ['Juliet Stevenson'] } },
        order: ['nfo', 'tags', 'path'],
      },
      { authors: ['Jane Austen'] },
    ],
    [
      'has the title of the folder where the album is the author',
      { path: PATH, tags: { album: 'Jane Austen', artists: ['Jane Austen'] } },
      { title: 'Emma' },
    ],
    [
      'has the title of the folder where the album is the series and a number',
      { path: 'Jane Austen/Highbury/2 - Emma', tags: { album: 'Highbury 2' } },
      { title: 'Emma' },
    ],
    [
      'has its title from the tags where the folder names the author behind it',
      { path: 'Rebecca - Daphne du Maurier', tags: { album: 'Rebecca', artists: ['Daphne du Maurier'] } },
      { title: 'Rebecca', authors: ['Daphne du Maurier'] },
    ],
    [
      'has the title of the folder where the album has rippers’ words',
      { path: PATH, tags: { album: 'emma_unabridged_64kbps', artists: ['Jane Austen'] } },
      { title: 'Emma' },
    ],
    [
      'has the author of the folder where the artist is no person',
      { path: PATH, tags: { album: 'Emma', artists: ['Audiobooks Of The World'] } },
      { authors: ['Jane Austen'] },
    ],
    [
      'has nothing of “Unknown”, “Track 01” and “Read by”',
      {
        path: PATH,
        tags: { title: 'Track 01', album: 'Read by Juliet Stevenson', artists: ['Unknown Artist'] },
      },
      { title: 'Emma', authors: ['Jane Austen'] },
    ],
    [
      'may be called by a number',
      { path: 'George Orwell/1984', sidecars: { opf: { title: '1984' } } },
      { title: '1984' },
    ],
    [
      'has nothing of “Track 01” in a file beside it',
      { path: PATH, sidecars: { metadata_json: { title: 'Track 01' }, cue: { title: '01' } } },
      { title: 'Emma' },
    ],
    [
      'has its title parted where another source parts it',
      {
        path: 'x',
        tags: { album: 'Emma: A Novel' },
        sidecars: { opf: { subtitle: 'A novel' } },
      },
      { title: 'Emma', subtitle: 'A novel' },
    ],
    [
      'has the subtitle of those only who speak of the same title',
      { path: PATH, sidecars: { nfo: { title: 'Persuasion', subtitle: 'A Novel' }, opf: { title: 'Emma' } } },
      { title: 'Emma', subtitle: null },
    ],
    [
      'has its place in the series from whoever knows it',
      {
        path: 'Jane Austen/The Highbury Series/Book 2 - Emma',
        sidecars: { opf: { series: [{ name: 'Highbury', position: null }] } },
      },
      { series: [{ name: 'Highbury', position: '2' }] },
    ],
    [
      'is in the series that a folder above it is named like',
      { path: 'The Highbury Chronicles/Emma', tags: { album: 'Emma: A Novel', artists: ['Jane Austen'] } },
      { series: [{ name: 'The Highbury Chronicles', position: null }] },
    ],
    [
      'is in no series where that is the shelf of another book',
      { path: 'New Author/Growing Book', tags: { album: 'Emma', artists: ['Jane Austen'] } },
      { series: [] },
    ],
    [
      'is in no series that is only its own name',
      { path: PATH, tags: { album: 'Emma', series: [{ name: 'Emma', position: null }] } },
      { series: [] },
    ],
  ])('%s', (_, given, description) => {
    expect(described(given)).toMatchObject(description);
  });

  it.each<[string, readonly Source[], Partial<ItemDescription>]>([
    ['the folder first', ['path', 'tags'], { title: 'Emma', publishedYear: 1815 }],
    ['the tags first', ['tags', 'path'], { title: 'Emma, a Comedy', publishedYear: 2006 }],
    ['without the folder', ['tags'], { title: 'Emma, a Comedy', asin: null }],
    ['a library program alone', ['metadata_json'], { title: 'Emma Woodhouse', publishedYear: null }],
    ['a source that says nothing', ['cue'], { title: 'Emma', authors: [] }],
  ])('follows an order of its library: %s', (_, order, description) => {
    const given = {
      path: 'Jane Austen/Emma (1815) [B002V1NDYK]',
      tags: { album: 'Emma, a Comedy', year: 2006 },
      sidecars: { metadata_json: { title: 'Emma Woodhouse' } },
    };

    expect(described({ ...given, order })).toMatchObject(description);
  });
});

describe('the confidence in a value', () => {
  const confidence = (given: Given) => described(given).provenance.title?.confidence ?? 0;
  const ALONE = confidence({ path: PATH, tags: { album: 'Emma' }, order: ['tags'] });

  it('rises where others say the same, and names them', () => {
    const { provenance } = described({
      path: PATH,
      tags: { album: 'EMMA' },
      sidecars: { nfo: { title: 'Emma (Unabridged)' }, opf: { title: 'Persuasion' } },
      order: ['tags', 'nfo', 'path'],
    });

    expect(provenance.title).toMatchObject({ source: 'tags', agreeing: ['nfo', 'path'] });
    expect(provenance.title?.confidence).toBeGreaterThan(ALONE);
    expect(provenance.title?.confidence).toBeLessThan(1);
  });

  it('falls where others say something else', () => {
    expect(confidence({ path: 'Jane Austen/Persuasion', tags: { album: 'Emma' } })).toBeLessThan(ALONE);
  });

  it.each<[string, Given, readonly Source[]]>([
    [
      'names in another order and spelling',
      {
        path: 'Neil Gaiman & Pratchett, Terry/Good Omens',
        tags: { authors: ['Terry Pratchett', 'Neil Gaiman'] },
      },
      ['path'],
    ],
    [
      'fewer names',
      { path: 'Terry Pratchett/Good Omens', tags: { authors: ['Terry Pratchett', 'Neil Gaiman'] } },
      [],
    ],
  ])('knows %s', (_, given, agreeing) => {
    expect(described(given).provenance.authors).toMatchObject({ source: 'tags', agreeing });
  });
});
