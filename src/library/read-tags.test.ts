import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AudioFormat, encodeAudio } from '../../test/support/audio-files/encode-audio.ts';
import { endOfId3 } from '../../test/support/audio-files/id3-tags.ts';
import { withMp4Items } from '../../test/support/audio-files/mp4-tags.ts';
import {
  commentFrame,
  freeformItem,
  numberItem,
  type RawFrame,
  rawApeTag,
  rawId3Tag,
  textFrame,
  textItem,
  userFrame,
} from '../../test/support/audio-files/raw-tags.ts';
import type { AudioTags } from './audio-reading.ts';
import { readAudioFile } from './read-audio-file.ts';
import { createTagReader, type TagReader } from './tag-reader.ts';

const SECONDS = 2;

let folder: string;
let tagReader: TagReader;
let mp3: Buffer;
let m4b: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-tags-'));
  tagReader = await createTagReader();
  const tagged = await bare('mp3');
  mp3 = tagged.subarray(endOfId3(tagged));
  m4b = await bare('m4b');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function bare(format: AudioFormat, metadata: readonly (readonly [string, string])[] = []): Promise<Buffer> {
  return encodeAudio({ format, seconds: SECONDS, chapters: [], metadata, cover: null });
}

async function tagsIn(name: string, ...parts: readonly Buffer[]): Promise<AudioTags> {
  const path = join(folder, name);
  await writeFile(path, Buffer.concat(parts));
  const { tags, fault } = await readAudioFile(tagReader, path);
  expect(fault).toBeNull();
  return tags;
}

type Case<T> = readonly [what: string, given: T, tags: Partial<AudioTags>];

describe.each([3, 4] as const)('ID3v2.%s', (version) => {
  const text = (id: string, ...values: readonly string[]) => textFrame(version, id, ...values);
  const user = (name: string, value: string) => userFrame(version, name, value);
  it.each<Case<readonly RawFrame[]>>([
    [
      'the frames that every program writes',
      [
        text('TIT2', 'Marley’s Ghost'),
        text('TALB', 'A Christmas Carol'),
        text('TIT3', 'A Ghost Story'),
        text('TPE1', 'Charles Dickens'),
        text('TPE2', 'Dickens, Charles'),
        text('TCOM', 'Frank Muller'),
        text('TPUB', 'Chapman & Hall'),
        text('TLAN', 'eng'),
        text('TRCK', '3/12'),
        text('TPOS', '1/2'),
        text(version === 3 ? 'TYER' : 'TDRC', '1843'),
      ],
      {
        title: 'Marley’s Ghost',
        album: 'A Christmas Carol',
        subtitle: 'A Ghost Story',
        artists: ['Charles Dickens'],
        albumArtists: ['Dickens, Charles'],
        composers: ['Frank Muller'],
        publisher: 'Chapman & Hall',
        language: 'eng',
        track: 3,
        trackTotal: 12,
        disc: 1,
        discTotal: 2,
        year: 1843,
        isAudiobook: false,
      },
    ],
    [
      'texts under names of their own',
      [
        user('NARRATOR', 'Frank Muller'),
        user('SERIES', 'Christmas Books; Ghost Stories'),
        user('series-part', '1; 4'),
        user('AUDIBLE_ASIN', 'B002V1NDYK'),
        user('ISBN', '978-0-14-043905-2'),
        user('Author', 'Charles Dickens'),
        user('Unabridged', 'yes'),
      ],
      {
        narrators: ['Frank Muller'],
        authors: ['Charles Dickens'],
        series: [
          { name: 'Christmas Books', position: '1' },
          { name: 'Ghost Stories', position: '4' },
        ],
        asin: 'B002V1NDYK',
        isbn: '9780140439052',
        abridged: false,
        isAudiobook: true,
      },
    ],
    [
      'a series as movements',
      [text('MVNM', 'Christmas Books'), text('MVIN', '3/5'), text('TCON', 'Audiobook')],
      { series: [{ name: 'Christmas Books', position: '3' }], isAudiobook: true },
    ],
    [
      'a series as the grouping of iTunes',
      [text('GRP1', 'Christmas Books, Book 2'), text('TIT1', 'Fiction')],
      { series: [{ name: 'Christmas Books', position: '2' }] },
    ],
    [
      'a series as the content group of everybody else',
      [text('TIT1', 'Christmas Books #2.5')],
      { series: [{ name: 'Christmas Books', position: '2.5' }] },
    ],
    [
      'a series in the words to sort by',
      [text('TALB', 'The Chimes'), text('TSOA', 'Christmas Books 2 - The Chimes')],
      { series: [{ name: 'Christmas Books', position: '2' }] },
    ],
    [
      'no series in words to sort by that end elsewhere',
      [text('TALB', 'The Chimes'), text('TSOA', 'Apollo 13 - Live')],
      { series: [] },
    ],
    [
      'the readers among the people involved',
      [text(version === 3 ? 'IPLS' : 'TIPL', 'reader', 'Frank Muller', 'mixer', 'A B')],
      { narrators: ['Frank Muller'] },
    ],
    [
      'comments by their headings',
      [commentFrame('COMM', 'iTunNORM', ' 0000'), commentFrame('COMM', 'description', 'Marley was dead.')],
      { description: 'Marley was dead.' },
    ],
    [
      'a plain comment before lyrics',
      [
        commentFrame('USLT', '', 'Marley was dead: to begin with.'),
        commentFrame('COMM', '', 'A ghost story'),
      ],
      { description: 'A ghost story' },
    ],
    [
      'lyrics where nothing else describes it',
      [commentFrame('USLT', '', 'Marley was dead.')],
      { description: 'Marley was dead.' },
    ],
    [
      'no address for a text',
      [['WXXX', Buffer.from('\x03\0http://example.org')]],
      { description: null, title: null },
    ],
  ])('is read with %s', async (_, frames, tags) => {
    expect(await tagsIn('id3.mp3', rawId3Tag(version, frames), mp3)).toMatchObject(tags);
  });

  it('is read with several values of one frame', async () => {
    const separator = version === 3 ? '/' : '\0';
    const frames = [text('TPE1', `Terry Pratchett${separator}Neil Gaiman`)];

    const { artists } = await tagsIn('several.mp3', rawId3Tag(version, frames), mp3);

    expect(artists.join('/')).toBe('Terry Pratchett/Neil Gaiman');
  });
});

describe('an APE tag', () => {
  const APE = rawApeTag([
    ['Title', 'Emma'],
    ['Artist', 'Jane Austen\0Anonymous'],
    ['Narrator', 'Juliet Stevenson'],
    ['Series', 'Highbury'],
    ['Series-Part', '2'],
    ['Year', '1815'],
    ['Track', '3/5'],
  ]);

  it('is read', async () => {
    expect(await tagsIn('ape.mp3', mp3, APE)).toMatchObject({
      title: 'Emma',
      artists: ['Jane Austen', 'Anonymous'],
      narrators: ['Juliet Stevenson'],
      series: [{ name: 'Highbury', position: '2' }],
      year: 1815,
      track: 3,
      trackTotal: 5,
    });
  });

  it('fills what the ID3 tag in front is silent about', async () => {
    const id3 = rawId3Tag(4, [textFrame(4, 'TIT2', 'Volume I')]);

    expect(await tagsIn('both.mp3', id3, mp3, APE)).toMatchObject({
      title: 'Volume I',
      narrators: ['Juliet Stevenson'],
      series: [{ name: 'Highbury', position: '2' }],
    });
  });
});

describe('an MP4 tag', () => {
  const ITUNES = 'com.apple.iTunes';
  it.each<Case<readonly Buffer[]>>([
    [
      'the items that Audible’s books have',
      [
        textItem('©nam', 'Emma'),
        textItem('©alb', 'Emma'),
        textItem('©ART', 'Jane Austen'),
        textItem('©nrt', 'Juliet Stevenson'),
        textItem('©pub', 'Naxos'),
        textItem('©des', 'Short.'),
        textItem('ldes', 'A long description.'),
        textItem('CDEK', 'B002V1NDYK'),
        numberItem('stik', 2),
      ],
      {
        title: 'Emma',
        artists: ['Jane Austen'],
        narrators: ['Juliet Stevenson'],
        publisher: 'Naxos',
        description: 'A long description.',
        asin: 'B002V1NDYK',
        isAudiobook: true,
      },
    ],
    [
      'a description without a longer one',
      [textItem('desc', 'A description.'), textItem('©cmt', 'x')],
      { description: 'A description.' },
    ],
    ['a kind that is music', [numberItem('stik', 1), textItem('©gen', 'Classical')], { isAudiobook: false }],
    [
      'a series as movements',
      [textItem('©mvn', 'Highbury'), numberItem('©mvi', 2, 2), numberItem('shwm', 1)],
      { series: [{ name: 'Highbury', position: '2' }] },
    ],
    [
      'a series in the words to sort by',
      [textItem('©nam', 'Emma'), textItem('soal', 'Highbury 2 - Emma')],
      { series: [{ name: 'Highbury', position: '2' }] },
    ],
    [
      'freeform items of iTunes',
      [
        freeformItem(ITUNES, 'SERIES', 'Highbury'),
        freeformItem(ITUNES, 'SERIES-PART', '2'),
        freeformItem(ITUNES, 'NARRATOR', 'Juliet Stevenson', 'Nadia May'),
        freeformItem(ITUNES, 'LANGUAGE', 'English'),
      ],
      {
        series: [{ name: 'Highbury', position: '2' }],
        narrators: ['Juliet Stevenson', 'Nadia May'],
        language: 'English',
      },
    ],
    [
      'freeform items of other makers',
      [
        freeformItem('com.pilabor.tone', 'SERIES', 'Highbury'),
        freeformItem('com.pilabor.tone', 'PART', '2'),
        freeformItem('com.pilabor.tone', 'AUDIBLE_ASIN', 'B002V1NDYK'),
        freeformItem('org.example', 'Subtitle', 'A Novel'),
      ],
      { series: [{ name: 'Highbury', position: '2' }], asin: 'B002V1NDYK', subtitle: 'A Novel' },
    ],
    [
      'items that come behind an image of many bytes',
      [textItem('©cmt', 'x'.repeat(40_000)), freeformItem('org.example', 'Narrator', 'Juliet Stevenson')],
      { narrators: ['Juliet Stevenson'] },
    ],
  ])('is read with %s', async (_, items, tags) => {
    expect(await tagsIn('tagged.m4b', withMp4Items(m4b, items))).toMatchObject(tags);
  });
});

describe.each(['flac', 'ogg', 'opus'] as const)('Vorbis comments of %s', (format) => {
  it('are read, also several of one name', async () => {
    const file = await bare(format, [
      ['title', 'Emma'],
      ['ARTIST', 'Jane Austen'],
      ['NARRATOR', 'Juliet Stevenson'],
      ['SERIES', 'Highbury'],
      ['SERIES-PART', '2'],
      ['ORIGINALDATE', '1815'],
      ['ORGANIZATION', 'Naxos'],
      ['DESCRIPTION', 'A description.'],
      ['LANGUAGE', 'eng'],
      ['ASIN', 'B002V1NDYK'],
    ]);

    expect(await tagsIn(`vorbis.${format}`, file)).toMatchObject({
      title: 'Emma',
      artists: ['Jane Austen'],
      narrators: ['Juliet Stevenson'],
      series: [{ name: 'Highbury', position: '2' }],
      year: 1815,
      publisher: 'Naxos',
      description: 'A description.',
      language: 'eng',
      asin: 'B002V1NDYK',
    });
  });
});

describe('a Windows Media file', () => {
  it('is read with the names that only some programs know', async () => {
    const file = await bare('wma', [
      ['title', 'Emma'],
      ['artist', 'Jane Austen'],
      ['NARRATOR', 'Juliet Stevenson'],
      ['SERIES', 'Highbury'],
      ['SERIES-PART', '2'],
      ['date', '1815'],
      ['SUBTITLE', 'A Novel'],
    ]);

    expect(await tagsIn('tagged.wma', file)).toMatchObject({
      title: 'Emma',
      artists: ['Jane Austen'],
      narrators: ['Juliet Stevenson'],
      series: [{ name: 'Highbury', position: '2' }],
      year: 1815,
      subtitle: 'A Novel',
    });
  });
});
