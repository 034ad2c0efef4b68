import { describe, expect, it } from 'vitest';
import { discNumber } from './disc-folder.ts';

describe('discNumber', () => {
  it.each([
    ['CD1', 1],
    ['CD 2', 2],
    ['cd_03', 3],
    ['Disc 1', 1],
    ['Disk 01', 1],
    ['Disc 1 of 2', 1],
    ['Disc 2 - The Return', 2],
    ['[CD 4]', 4],
    ['(Disc 12)', 12],
    ['Part 3', 3],
    ['Part Three', 3],
    ['Part IV', 4],
    ['Pt. 2', 2],
    ['Teil 2 von 3', 2],
    ['Side A', 1],
    ['Side B', 2],
    ['Tape 7', 7],
    ['Emma CD 1', 1],
    ['Emma - Disc 2', 2],
    ['Emma (Part 2)', 2],
  ])('takes %s for a disc of the book in the folder above', (name, number) => {
    expect(discNumber(name, 'Jane Austen - Emma')).toBe(number);
  });

  it.each([
    'Emma',
    'Book 1',
    'Volume 2',
    'Vol. 3 - Title',
    'Discworld 3',
    'Persuasion CD 1',
    'Part 1 - The Gathering Storm',
    'Party 1',
    'Abcd 3',
    'CD',
    '01',
    'Part of the Problem',
    'Side Effects',
  ])('takes %s for a folder of its own', (name) => {
    expect(discNumber(name, 'Jane Austen - Emma')).toBeNull();
  });
});
