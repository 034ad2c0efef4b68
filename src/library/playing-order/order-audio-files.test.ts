import { describe, expect, it } from 'vitest';
import { orderAudioFiles } from './order-audio-files.ts';
import type { OrderEvidence } from './order-evidence.ts';
import type { OrderableFile } from './orderable-file.ts';

type Row = readonly [path: string, disc: number | null, track: number | null];

const SILENT = { disc: null, discTotal: null, track: null, trackTotal: null, title: null };

function order(files: readonly OrderableFile[]) {
  const { files: placed, evidence } = orderAudioFiles('A/Emma', files);
  return {
    rows: placed.map(({ file, disc, track }): Row => [file.path.slice('A/Emma/'.length), disc, track]),
    evidence,
  };
}

function file(path: string, tags: Partial<OrderableFile['tags']> = {}): OrderableFile {
  return { path: `A/Emma/${path}`, tags: { ...SILENT, ...tags } };
}

function ordered(...rows: readonly Row[]): readonly Row[] {
  return order(rows.map(([path, disc, track]) => file(path, { disc, track }))).rows;
}

/** The order of files that have nothing but names, from any order that they come in. */
function byName(...paths: readonly string[]): { names: readonly string[]; evidence: OrderEvidence | null } {
  const { rows, evidence } = order(paths.toReversed().map((path) => file(path)));
  return { names: rows.map(([path]) => path), evidence };
}

describe('orderAudioFiles', () => {
  it('counts in names as people do where tags are silent', () => {
    expect(ordered(['10.mp3', null, null], ['9.mp3', null, null], ['1.mp3', null, null])).toEqual([
      ['1.mp3', null, 1],
      ['9.mp3', null, 9],
      ['10.mp3', null, 10],
    ]);
  });

  it('never interleaves discs, whatever the tracks say', () => {
    expect(
      ordered(
        ['CD2/01.mp3', null, 1],
        ['CD1/02.mp3', null, 2],
        ['CD10/01.mp3', null, 1],
        ['CD1/01.mp3', null, 1],
      ),
    ).toEqual([
      ['CD1/01.mp3', 1, 1],
      ['CD1/02.mp3', 1, 2],
      ['CD2/01.mp3', 2, 1],
      ['CD10/01.mp3', 10, 1],
    ]);
  });

  it('follows the tags within one folder, by disc and track', () => {
    expect(ordered(['a.mp3', 2, 1], ['b.mp3', 1, 2], ['c.mp3', 1, 1])).toEqual([
      ['c.mp3', 1, 1],
      ['b.mp3', 1, 2],
      ['a.mp3', 2, 1],
    ]);
  });

  it.each<[string, readonly Row[]]>([
    [
      'missing on one file',
      [
        ['b 2.mp3', null, null],
        ['a 1.mp3', null, 7],
      ],
    ],
    [
      'the same on two files',
      [
        ['b 2.mp3', null, 1],
        ['a 1.mp3', null, 1],
      ],
    ],
  ])('goes by the names where track tags are %s', (_, rows) => {
    expect(ordered(...rows).map(([path]) => path)).toEqual(['a 1.mp3', 'b 2.mp3']);
  });

  it.each<[what: string, paths: readonly string[]]>([
    ['numbers in front', ['1 - The Hall.mp3', '2 - 24 Hours.mp3', '10 - 7 Days.mp3']],
    ['numbers behind', ['24 Hours 9.mp3', '24 Hours 10.mp3', '24 Hours 11.mp3']],
    ['from zero', ['00 Foreword.mp3', '01 Arrival.mp3', '02 Dinner.mp3']],
    ['disc and track', ['1-01 Zeal.mp3', '1-02 Yard.mp3', '2-01 Ball.mp3', '2-02 Alms.mp3']],
    ['disc and track as words', ['D1T1.mp3', 'D1T2.mp3', 'D2T1.mp3', 'D10T1.mp3']],
    [
      'tracks of discs',
      ['Track 1 of disc 1.mp3', 'Track 2 of disc 1.mp3', 'Track 1 of disc 2.mp3', 'Track 2 of disc 2.mp3'],
    ],
    ['hundreds', ['101 Zeal.mp3', '102 Yard.mp3', '201 Ball.mp3', '202 Alms.mp3']],
    ['parts of a total', ['Emma (Part 1 of 3).mp3', 'Emma (Part 2 of 3).mp3', 'Emma (Part 3 of 3).mp3']],
    [
      'chapters in parts',
      ['Chapter 1 - 1.mp3', 'Chapter 1 - 2.mp3', 'Chapter 2 - 1.mp3', 'Chapter 2 - 2.mp3'],
    ],
    ['Roman numbers', ['Chapter VIII.mp3', 'Chapter IX.mp3', 'Chapter X.mp3', 'Chapter XI.mp3']],
    ['words', ['Chapter One.mp3', 'Chapter Two.mp3', 'Chapter Three.mp3', 'Chapter Twenty-One.mp3']],
    ['ordinals', ['First Book.mp3', 'Second Book.mp3', 'Third Book.mp3']],
    ['sides', ['Tape 1 Side A.mp3', 'Tape 1 Side B.mp3', 'Tape 2 Side A.mp3', 'Tape 2 Side B.mp3']],
    ['letters behind numbers', ['1a.mp3', '1b.mp3', '2a.mp3', '2b.mp3']],
    ['years and bitrates', ['Emma 1815 64kbps 1.mp3', 'Emma 1815 64kbps 2.mp3', 'Emma 1815 64kbps 10.mp3']],
    ['what opens and closes', ['Prologue.mp3', 'Chapter 1.mp3', 'Chapter 2.mp3', 'Epilogue.mp3']],
    [
      'credits',
      ['Opening Credits.mp3', 'Introduction.mp3', '1.mp3', '2.mp3', 'Afterword.mp3', 'End Credits.mp3'],
    ],
    ['what has no number', ['01 Alms.mp3', '02 Ball.mp3', '02 Ball continued.mp3', '03 Yard.mp3']],
    ['letters only', ['Intro.mp3', 'Alms.mp3', 'Ball.mp3', 'Outro.mp3']],
    ['discs with an epilogue beside them', ['Intro.mp3', 'Disc 1/a.mp3', 'Disc 2/a.mp3', 'Epilogue.mp3']],
    ['sides of discs', ['Disc 1/Side A/a.mp3', 'Disc 1/Side B/a.mp3', 'Disc 2/Side A/a.mp3']],
    ['tracks that run through', ['CD1/09 c.mp3', 'CD1/10 b.mp3', 'CD2/11 a.mp3']],
  ])('orders %s', (_, paths) => {
    expect(byName(...paths).names).toEqual(paths);
  });

  it('gives disc and track as the names tell them', () => {
    expect(order(['202', '101', '201', '102'].map((name) => file(`${name} x.mp3`))).rows).toEqual([
      ['101 x.mp3', 1, 1],
      ['102 x.mp3', 1, 2],
      ['201 x.mp3', 2, 1],
      ['202 x.mp3', 2, 2],
    ]);
  });

  it('puts files without tags among those that have them', () => {
    const { rows, evidence } = order([
      file('Alms.mp3', { track: 3 }),
      file('Ball.mp3'),
      file('Cold.mp3', { track: 1 }),
      file('Dawn.mp3', { track: 2 }),
    ]);

    expect(rows.map(([path]) => path)).toEqual(['Cold.mp3', 'Dawn.mp3', 'Alms.mp3', 'Ball.mp3']);
    expect(evidence?.by).toBe('tags');
  });

  it('goes by the titles where nothing else counts', () => {
    const { rows, evidence } = order([
      file('xa.mp3', { title: 'Chapter 2' }),
      file('xb.mp3', { title: 'Chapter 10' }),
      file('xc.mp3', { title: 'Chapter 1' }),
    ]);

    expect(rows.map(([path]) => path)).toEqual(['xc.mp3', 'xa.mp3', 'xb.mp3']);
    expect(evidence?.by).toBe('titles');
  });

  it('takes a single file of the library as it is', () => {
    const single = { path: 'Emma.m4b', tags: SILENT };

    expect(orderAudioFiles('Emma.m4b', [single])).toEqual({
      files: [{ file: single, disc: null, track: null }],
      evidence: null,
    });
  });

  it('joins discs that lie beside each other under a path of the item’s own', () => {
    const paths = [
      'Austen/Emma - Disc 2/01.mp3',
      'Austen/Emma - Disc 1/02.mp3',
      'Austen/Emma - Disc 1/01.mp3',
    ];

    const { files } = orderAudioFiles(
      'Austen/Emma',
      paths.map((path) => ({ path, tags: SILENT })),
    );

    expect(files.map((placed) => [placed.file.path, placed.disc, placed.track])).toEqual([
      ['Austen/Emma - Disc 1/01.mp3', 1, 1],
      ['Austen/Emma - Disc 1/02.mp3', 1, 2],
      ['Austen/Emma - Disc 2/01.mp3', 2, 1],
    ]);
  });
});

describe('the evidence for an order', () => {
  it('names what agrees, and is certain', () => {
    const { evidence } = order([
      file('01.mp3', { track: 1, trackTotal: 2, title: 'Chapter 1' }),
      file('02.mp3', { track: 2, trackTotal: 2, title: 'Chapter 2' }),
    ]);

    expect(evidence).toEqual({
      by: 'tags',
      confidence: 1,
      agreeing: ['names', 'titles'],
      contradicting: [],
      gaps: [],
      collisions: [],
    });
  });

  it('goes with the majority, and says what speaks against it', () => {
    const { rows, evidence } = order([
      file('01.mp3', { track: 3, title: 'Chapter 1' }),
      file('02.mp3', { track: 2, title: 'Chapter 2' }),
      file('03.mp3', { track: 1, title: 'Chapter 3' }),
    ]);

    expect(rows.map(([path]) => path)).toEqual(['01.mp3', '02.mp3', '03.mp3']);
    expect(evidence).toMatchObject({
      by: 'names',
      agreeing: ['titles'],
      contradicting: ['The track numbers in the tags give another order: "02.mp3" before "01.mp3".'],
    });
    expect(evidence?.confidence).toBeLessThan(0.7);
  });

  it('says that tags which are all the same tell nothing', () => {
    const { evidence } = order(['1', '2', '3'].map((name) => file(`${name}.mp3`, { track: 1 })));

    expect(evidence).toMatchObject({
      by: 'names',
      contradicting: ['The tags of 3 files say track 1, so they tell no order.'],
      collisions: [],
    });
  });

  it.each<[paths: readonly string[], gaps: readonly string[]]>([
    [['1.mp3', '2.mp3', '3.mp3', '5.mp3'], ['Between "3.mp3" and "5.mp3" one file is missing: number 4.']],
    [
      ['1.mp3', '2.mp3', '3.mp3', '4.mp3', '7.mp3'],
      ['Between "4.mp3" and "7.mp3" 2 files are missing: numbers 5 and 6.'],
    ],
    [['2.mp3', '3.mp3', '4.mp3'], ['Before "2.mp3" one file is missing: number 1.']],
    [
      ['CD1/1.mp3', 'CD1/2.mp3', 'CD2/2.mp3', 'CD2/3.mp3'],
      ['Before "CD2/2.mp3" one file is missing: number 1.'],
    ],
    [['CD1/1.mp3', 'CD1/2.mp3', 'CD2/3.mp3', 'CD2/4.mp3'], []],
    [['CD1/1.mp3', 'CD2/1.mp3', 'CD4/1.mp3'], ['The folder of disc 3 is missing.']],
    [['CD1 of 3/1.mp3', 'CD2 of 3/1.mp3'], ['The folder of disc 3 is missing.']],
    [['Part 1 of 3.mp3', 'Part 2 of 3.mp3'], ['By their names there are 3 files, and 2 of them are here.']],
    // Numbers that are no count.
    [['Emma 7.mp3', 'Emma 24.mp3', 'Emma 80.mp3'], []],
    [['0.mp3', '1.mp3'], []],
    [['101.mp3', '102.mp3', '103.mp3'], []],
  ])('finds in %j the gaps %j', (paths, gaps) => {
    expect(byName(...paths).evidence?.gaps).toEqual(gaps);
  });

  it('counts by the totals of the tags', () => {
    const files = Array.from({ length: 12 }, (_, at) =>
      file(`${at + 1}.mp3`, { track: at + 1, trackTotal: 14, disc: 1, discTotal: 2 }),
    );

    expect(order(files).evidence?.gaps).toEqual([
      'By the tags there are 14 tracks, and 12 of them are here.',
      'By the tags there are 2 discs, and 1 of them is here.',
    ]);
  });

  it('takes a total for that of the whole book where it can be', () => {
    const files = [1, 2, 3, 4].map((track) =>
      file(`${track}.mp3`, {
        track: ((track - 1) % 2) + 1,
        trackTotal: 4,
        disc: track > 2 ? 2 : 1,
        discTotal: 2,
      }),
    );

    expect(order(files).evidence?.gaps).toEqual([]);
  });

  it('reports files that claim the same place', () => {
    const { evidence } = order([
      file('red.mp3', { track: 1 }),
      file('oak.mp3', { track: 2 }),
      file('elm.mp3', { track: 2 }),
      file('sun.mp3', { track: 3 }),
      file('fog.mp3', { track: 4 }),
    ]);

    expect(evidence).toMatchObject({
      by: 'tags',
      collisions: ['2 files say track 2 in their tags: "elm.mp3" and "oak.mp3".'],
    });
  });

  it('is weak where only the alphabet orders', () => {
    expect(byName('Alms.mp3', 'Ball.mp3').evidence).toMatchObject({ by: 'alphabet', confidence: 0.3 });
  });

  it('stays quick with thousands of hostile names', () => {
    const files = Array.from({ length: 3000 }, (_, at) =>
      file(`${'1a '.repeat(60)}${(at * 7919) % 3000} x.mp3`),
    );

    expect(order(files).rows[1]?.[2]).toBe(1);
  });
});
