import { describe, expect, it } from 'vitest';
import { orderAudioFiles } from './order-audio-files.ts';

type Row = readonly [path: string, disc: number | null, track: number | null];

function ordered(...rows: readonly Row[]): readonly Row[] {
  const files = rows.map(([path, disc, track]) => ({ path: `A/Emma/${path}`, tags: { disc, track } }));
  return orderAudioFiles('A/Emma', files).map(({ file, disc, track }) => [
    file.path.slice('A/Emma/'.length),
    disc,
    track,
  ]);
}

describe('orderAudioFiles', () => {
  it('counts in names as people do where tags are silent', () => {
    expect(ordered(['10.mp3', null, null], ['2.mp3', null, null], ['1.mp3', null, null])).toEqual([
      ['1.mp3', null, 1],
      ['2.mp3', null, 2],
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

  it('plays what lies beside the discs first', () => {
    expect(ordered(['Disc 1/a.mp3', null, null], ['Intro.mp3', null, null]).map(([path]) => path)).toEqual([
      'Intro.mp3',
      'Disc 1/a.mp3',
    ]);
  });

  it('orders sides and parts within discs', () => {
    const paths = ['Disc 1/Side B/a.mp3', 'Disc 2/Side A/a.mp3', 'Disc 1/Side A/a.mp3'];

    expect(ordered(...paths.map((path): Row => [path, null, null])).map(([path]) => path)).toEqual([
      'Disc 1/Side A/a.mp3',
      'Disc 1/Side B/a.mp3',
      'Disc 2/Side A/a.mp3',
    ]);
  });

  it('takes a single file of the library as it is', () => {
    const file = { path: 'Emma.m4b', tags: { disc: null, track: null } };

    expect(orderAudioFiles('Emma.m4b', [file])).toEqual([{ file, disc: null, track: null }]);
  });
});
