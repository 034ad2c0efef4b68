import { describe, expect, it } from 'vitest';
import type { ItemFacts } from './duplicate.ts';
import { findOmnibuses } from './find-omnibuses.ts';
import { createGrouping } from './grouping.ts';
import { judgePair } from './judge-pair.ts';

const emma: ItemFacts = {
  id: 1,
  titleKey: 'emma',
  subtitleKey: null,
  authorIds: [1],
  narratorKeys: ['moira fogarty'],
  language: 'en',
  abridged: false,
  dramatised: null,
  seriesPlaces: [],
  fileSeconds: [57_600],
  seconds: 57_600,
  sizeBytes: 460_000_000,
};
const chapters = [1200, 1500, 900, 1800];
const inParts: Partial<ItemFacts> = { fileSeconds: chapters, seconds: 5400 };
const unnamed: Partial<ItemFacts> = { titleKey: null, authorIds: [], narratorKeys: [] };

const run = (seconds: number): Partial<ItemFacts> => ({ seconds, fileSeconds: [Math.round(seconds)] });

describe('two items', () => {
  it.each<[string, Partial<ItemFacts>, Partial<ItemFacts>]>([
    ['of one title, author and running time, in other encodings', {}, { sizeBytes: 1 }],
    ['of one reader, one in many files', {}, { fileSeconds: chapters, seconds: 57_700 }],
    ['of one reader, one with adverts', {}, run(57_600 + 550)],
    ['whose reader only one names, and that run the same', {}, { ...run(57_700), narratorKeys: [] }],
    ['one of which names the whole cast', {}, { ...run(57_650), narratorKeys: ['moira fogarty', 'another'] }],
    ['without tags that run alike file by file', { ...inParts, ...unnamed }, { ...inParts, ...unnamed }],
    [
      'that are off by a second',
      inParts,
      { ...unnamed, fileSeconds: [1201, 1499, 900, 1801], seconds: 5401 },
    ],
    ['of one size and running time, called otherwise', {}, { titleKey: 'emma by jane austen' }],
    ['one of which lacks files', inParts, { fileSeconds: [1200, 900, 1800], seconds: 3900 }],
  ])('are one recording: %s', (_, a, b) => {
    expect(judgePair({ ...emma, ...a }, { ...emma, id: 2, ...b })).toBe('same');
  });

  it.each<[string, Partial<ItemFacts>]>([
    ['another reader', { ...run(58_000), narratorKeys: ['juliet stevenson'] }],
    ['abridged', { ...run(58_000), abridged: true }],
    ['dramatised or not', { ...run(57_601.6), dramatised: null, abridged: true }],
    ['another language', { ...run(58_000), language: 'de' }],
    ['much longer', run(62_000)],
    ['of an unknown reader, and not as long', { ...run(58_600), narratorKeys: [] }],
  ])('are two recordings: %s', (_, b) => {
    expect(judgePair(emma, { ...emma, id: 2, sizeBytes: 1, ...b })).toBe('other');
  });

  it.each<[string, Partial<ItemFacts>]>([
    ['another title', { titleKey: 'persuasion' }],
    ['another author of the same title', { authorIds: [2] }],
    ['another part', { subtitleKey: 'part 2' }],
    [
      'another volume of a series whose books are called alike',
      { seriesPlaces: [{ seriesId: 1, position: '2' }] },
    ],
    [
      'another volume in one file that happens to be as long and as large',
      {
        ...run(57_600),
        titleKey: 'emma ii',
        sizeBytes: 460_000_000,
        seriesPlaces: [{ seriesId: 1, position: '2' }],
      },
    ],
    [
      'another book by another reader that happens to be as long and as large',
      { ...run(57_600), titleKey: 'sanditon', sizeBytes: 460_000_000, narratorKeys: ['juliet stevenson'] },
    ],
    ['another book of one file that happens to run as long', { ...unnamed, ...run(57_600), sizeBytes: 7 }],
  ])('have nothing to do with each other: %s', (_, b) => {
    const first = { ...emma, subtitleKey: 'part 1', seriesPlaces: [{ seriesId: 1, position: '1' }] };
    const other = { ...first, id: 2, ...run(58_000), sizeBytes: 1, ...b };
    expect(judgePair(first, other)).toBeNull();
    expect(judgePair(other, first)).toBeNull();
  });
});

describe('items', () => {
  const items = new Map(
    [
      emma,
      { ...emma, id: 2, sizeBytes: 5 },
      { ...emma, id: 3, ...run(62_000), narratorKeys: ['juliet stevenson'] },
      { ...emma, id: 4, titleKey: 'persuasion', ...run(30_000), sizeBytes: 9 },
    ].map((item) => [item.id, item]),
  );

  it('are grouped once, whichever way they met, and one copy stands for all beside another recording', () => {
    const grouping = createGrouping();
    grouping.compare([[3, 1]], items);
    const later = [
      [1, 2, 3, 4],
      [2, 1, 99],
    ];
    grouping.compare(later, items);
    expect(grouping.groups()).toEqual([
      { kind: 'same_recording', itemIds: [1, 2] },
      { kind: 'two_recordings', itemIds: [1, 3] },
    ]);
  });

  it('that met nowhere are compared with nothing', () => {
    const grouping = createGrouping();
    grouping.compare([[1], [2]], items);
    expect(grouping.groups()).toEqual([]);
  });
});

describe('an omnibus', () => {
  const book = (id: number, position: string | null, seconds = 36_000, titleKey = `book ${id}`) => ({
    id,
    position,
    seconds,
    titleKey,
  });

  it('is known by its range of volumes', () => {
    expect(findOmnibuses([book(1, '1'), book(2, '2.5'), book(3, '4'), book(4, '1-3')])).toEqual([
      { kind: 'omnibus', itemIds: [4, 1, 2] },
    ]);
  });

  it('is known by its running time where its title says that it is several', () => {
    const volumes = [book(1, '1'), book(2, '2', 40_000), book(3, '3', 44_000)];
    expect(findOmnibuses([...volumes, book(4, null, 119_000, 'the complete trilogy')])).toEqual([
      { kind: 'omnibus', itemIds: [4, 1, 2, 3] },
    ]);
    expect(findOmnibuses([...volumes, book(4, null, 119_000, 'another book')])).toEqual([]);
    expect(findOmnibuses([...volumes, book(4, null, 100_000, 'the complete trilogy')])).toEqual([]);
  });

  it('of which no part is there repeats nothing', () => {
    expect(findOmnibuses([book(1, '1-3'), book(2, '4')])).toEqual([]);
  });
});
