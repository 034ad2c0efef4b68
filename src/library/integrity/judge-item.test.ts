import { describe, expect, it } from 'vitest';
import { type FileMark, judgeMixture } from './judge-mixture.ts';
import { type ItemParts, judgeParts } from './judge-parts.ts';

function marks(count: number, mark: Partial<FileMark> = {}, ...others: readonly Partial<FileMark>[]) {
  const usual = { codec: 'mp3', sampleRate: 44_100, bitrateKbps: 64, album: 'Emma', people: ['Jane Austen'] };
  return [...Array.from({ length: count }, () => mark), ...others].map((each, at) => ({
    ...usual,
    path: `Emma/${at + 1}.mp3`,
    ...each,
  }));
}

describe('files of one item', () => {
  it.each<[string, readonly FileMark[]]>([
    ['alike', marks(5)],
    ['albums that count discs', marks(3, {}, { album: 'Emma (Disc 2)' }, { album: 'Emma, CD 3 of 3' })],
    ['one without tags', marks(4, {}, { album: null, people: [] })],
    ['another reader in each', marks(4, {}, { people: ['Moira Fogarty'] })],
    ['an album with the series', marks(4, {}, { album: 'Emma: Novels of Jane Austen' })],
    ['another bitrate, as variable ones are', marks(4, {}, { bitrateKbps: 96 })],
    ['another sample rate alone', marks(4, {}, { sampleRate: 22_050 })],
    ['only two, of which nobody knows which is right', marks(1, {}, { album: 'Persuasion' })],
  ])('belong together: %s', (_, files) => {
    expect(judgeMixture(files)).toEqual([]);
  });

  it.each<[string, readonly FileMark[], string]>([
    ['another album', marks(4, {}, { album: 'Persuasion' }), 'its album is "Persuasion"'],
    [
      'another author where no album is named',
      marks(4, { album: null }, { people: ['Leo Tolstoy'], album: null }),
      'it is by Leo Tolstoy',
    ],
    [
      'another encoding',
      marks(
        4,
        { album: null, people: [] },
        { album: null, people: [], sampleRate: 48_000, bitrateKbps: 128 },
      ),
      'it has 48000 Hz and 128 kbit/s, they have 44100 Hz and 64 kbit/s',
    ],
  ])('do not where one has %s', (_, files, said) => {
    expect(judgeMixture(files)).toEqual([
      {
        kind: 'mixed_book',
        severity: 'slight',
        path: 'Emma/5.mp3',
        sentence: `It seems to be of another book or recording than the files beside it: ${said}.`,
      },
    ]);
  });

  it('of several kinds may be two copies', () => {
    expect(judgeMixture(marks(2, {}, { codec: 'aac' }))).toMatchObject([
      { kind: 'mixed_book', path: null, sentence: expect.stringContaining('2 of MP3, 1 of AAC') },
    ]);
  });
});

const whole: ItemParts = { gaps: [], chaptersEndSeconds: null, seconds: 3600, knownSeconds: null };

describe('an item', () => {
  it.each<Partial<ItemParts>>([
    {},
    { chaptersEndSeconds: 3604 },
    { knownSeconds: 3900 },
    { knownSeconds: 1000 },
    { seconds: null, knownSeconds: 7200, chaptersEndSeconds: 7200 },
  ])('is whole: %j', (item) => {
    expect(judgeParts({ ...whole, ...item })).toEqual([]);
  });

  it.each<[Partial<ItemParts>, string]>([
    [
      { gaps: ['Before "2.mp3" one file is missing: number 1.'] },
      'Before "2.mp3" one file is missing: number 1.',
    ],
    [{ chaptersEndSeconds: 7200 }, 'Its chapters go on to 2 h, but its audio ends after 1 h.'],
    [
      { knownSeconds: 7200 },
      'It runs 1 h, the recording is known to run 2 h: parts of it are missing, or it is abridged.',
    ],
  ])('is not: %j', (item, sentence) => {
    expect(judgeParts({ ...whole, ...item })).toMatchObject([{ path: null, sentence }]);
  });
});
