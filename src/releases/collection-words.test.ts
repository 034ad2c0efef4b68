import { describe, expect, it } from 'vitest';
import { collectionSigns } from './collection-words.ts';

describe('collectionSigns', () => {
  it.each([
    ['Discworld 1-4', 'Discworld', '1-4'],
    ['Discworld 01 - 04', 'Discworld', '1-4'],
    ['System Vol 5-6-7', 'System', '5-7'],
    ['Books 1 through 5', '', '1-5'],
    ['Discworld Books 1 & 2', 'Discworld', '1-2'],
    ['Discworld Box Set', 'Discworld', null],
    ['The Complete Discworld Collection', '', null],
    ['Discworld Omnibus', 'Discworld', null],
    ['All Books', '', null],
    ['Eberhofer Gesamtausgabe', 'Eberhofer', null],
  ])('finds it in %s', (text, rest, range) => {
    expect(collectionSigns(text)).toMatchObject({ isCollection: true, rest, range });
  });

  it.each([
    'Emma',
    'Discworld 4',
    'Omnibus 3',
    'Atlas 1964-1984',
    'Collection of Sand',
    'Book 4-1',
    'Area 9-2',
  ])('finds none in %s', (text) => {
    expect(collectionSigns(text).isCollection).toBe(false);
  });

  it('says where the text ends in "Series"', () => {
    expect(collectionSigns('Discworld Series').endsInSeries).toBe(true);
    expect(collectionSigns('Series of Unfortunate Events').endsInSeries).toBe(false);
  });
});
