import { describe, expect, it } from 'vitest';
import { joinSiblings } from './join-siblings.ts';

function joined(...names: readonly string[]) {
  const folders = names.map((name) => ({ path: `Austen/${name}` }));
  return joinSiblings(folders).map(({ path, folders: own }) => [path, own.map((one) => one.path.slice(7))]);
}

describe('joinSiblings', () => {
  it.each([
    [['Emma - Disc 1', 'Emma - Disc 2', 'Sanditon'], 'Austen/Emma'],
    [['Emma CD1 of 2', 'Emma CD2 of 2'], 'Austen/Emma'],
    [['Emma (Side A)', 'Emma (Side B)'], 'Austen/Emma'],
    [['Emma, Part 1', 'Emma, Part 2'], 'Austen/Emma'],
  ])('joins of %j what are discs of %s', (names, path) => {
    expect(joined(...names)).toEqual([[path, names.slice(0, 2)]]);
  });

  it.each([
    [['Emma - Disc 1', 'Sanditon - Disc 2']],
    [['Emma - Disc 1']],
    [['Emma - Disc 1', 'Emma (CD 1)']],
    [['Emma', 'Emma - Disc 1', 'Emma - Disc 2']],
    [['Highbury Book 1', 'Highbury Book 2']],
    [['Highbury, Vol. 1', 'Highbury, Vol. 2']],
  ])('leaves %j apart', (names) => {
    expect(joined(...names)).toEqual([]);
  });
});
