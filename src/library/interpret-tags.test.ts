import { describe, expect, it } from 'vitest';
import type { AudioTags } from './audio-reading.ts';
import { interpretTags } from './interpret-tags.ts';

describe('interpretTags', () => {
  it.each<[string, Record<string, string[]>, Partial<AudioTags>]>([
    ['silence', {}, { title: null, artists: [], year: null, series: [], abridged: null }],
    ['several values', { artist: ['A', ' B ', 'A', ''] }, { artists: ['A', 'B'] }],
    ['values parted by NUL', { artist: ['A\0B'] }, { artists: ['A', 'B'] }],
    ['control characters', { title: ['One\0\u0007 \n Two\ud800'] }, { title: 'One' }],
    ['a line break in a title', { title: ['One\nTwo'] }, { title: 'One Two' }],
    ['line breaks in a description', { comment: ['One\r\nTwo\u0001'] }, { description: 'One\nTwo' }],
    [
      'keys of any spelling',
      { 'Series-Part': ['2'], series: ['S'] },
      { series: [{ name: 'S', position: '2' }] },
    ],
    [
      'a series with its place in the name',
      { SERIES: ['Earthsea #2'] },
      { series: [{ name: 'Earthsea', position: '2' }] },
    ],
    [
      'a place like "Book 02"',
      { SERIES: ['S'], 'SERIES-PART': ['Book 02'] },
      { series: [{ name: 'S', position: '2' }] },
    ],
    [
      'a range of places',
      { SERIES: ['S'], 'SERIES-PART': ['1-3'] },
      { series: [{ name: 'S', position: '1-3' }] },
    ],
    [
      'an unreadable place',
      { SERIES: ['S'], 'SERIES-PART': ['first'] },
      { series: [{ name: 'S', position: null }] },
    ],
    ['movements', { MVNM: ['S'], MVIN: ['4'] }, { series: [{ name: 'S', position: '4' }] }],
    [
      'a grouping that is a series',
      { grouping: ['Earthsea, Book 3'] },
      { series: [{ name: 'Earthsea', position: '3' }] },
    ],
    ['a grouping that is not', { grouping: ['Favourites'] }, { series: [] }],
    ['narrators', { NARRATEDBY: ['N'] }, { narrators: ['N'] }],
    ['an ASIN', { asin: ['b002v1ndyk'] }, { asin: 'B002V1NDYK' }],
    ['something else in its place', { asin: ['none'] }, { asin: null }],
    ['an ISBN with dashes', { isbn: ['ISBN: 978-0-14-043905-2'] }, { isbn: '9780140439052' }],
    ['a date', { date: ['1843-12-19T00:00:00Z'] }, { year: 1843 }],
    ['a year that nobody filled in', { date: ['0000'] }, { year: null }],
    ['a track of a total', { trackNumber: ['03/12'] }, { track: 3, trackTotal: 12 }],
    ['a track of zero', { trackNumber: ['0'] }, { track: null }],
    ['totals of their own', { discNumber: ['1'], totalDiscs: ['2'] }, { disc: 1, discTotal: 2 }],
    ['an abridged flag', { ABRIDGED: ['1'] }, { abridged: true }],
    ['an unabridged title', { title: ['Emma (Unabridged)'] }, { abridged: false }],
    ['an abridged album', { album: ['Emma [Abridged]'] }, { abridged: true }],
    ['a dramatised title', { title: ['Emma [Dramatized Adaptation]'] }, { dramatised: true }],
    ['a genre of plays', { genre: ['Audiobook; Audio Drama'] }, { dramatised: true }],
    ['a maker of plays', { artist: ['Brandon Sanderson'], label: ['GraphicAudio'] }, { dramatised: true }],
    ['a comment on plays', { comment: ['Graphic Audio 2009'] }, { dramatised: true }],
    ['a drama that may be read', { genre: ['Drama'], comment: ['Unabridged'] }, { dramatised: null }],
  ])('reads %s', (_, properties, tags) => {
    expect(interpretTags(properties)).toMatchObject(tags);
  });
});
