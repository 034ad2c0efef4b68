import { describe, expect, it } from 'vitest';
import { bookChangesOf, type EditOptions, parseSeries, recordingChangesOf } from './book-edit-options.ts';

it.each<[string, object]>([
  ['Novels', { series: 'Novels', position: null }],
  ['Novels#4', { series: 'Novels', position: '4' }],
  ['The No. 1 Agency #1.5', { series: 'The No. 1 Agency', position: '1.5' }],
])('reads the series %j', (text, place) => {
  expect(parseSeries(text, [])).toEqual([place]);
});

it('refuses a series without a name', () => {
  expect(() => parseSeries('#4', [])).toThrow('A series has a name');
});

describe('the options of an edit', () => {
  it.each<[EditOptions, object, object]>([
    [{}, {}, {}],
    [{ title: 'Emma', year: 1815 }, { title: 'Emma', published_year: 1815 }, {}],
    [
      { author: ['A'], narrator: ['B', 'C'], abridged: 'no' },
      { authors: ['A'] },
      { narrators: ['B', 'C'], abridged: false },
    ],
    [{ empty: ['series', 'subtitle', 'asin'] }, { series: [], subtitle: null }, { asin: null }],
    [
      { lock: ['title'], unlock: ['narrators'] },
      { locked: { title: true } },
      { locked: { narrators: false } },
    ],
  ])('are of the book or of its recording: %j', (options, ofBook, ofRecording) => {
    expect(bookChangesOf(options)).toEqual(ofBook);
    expect(recordingChangesOf(options)).toEqual(ofRecording);
  });
});
