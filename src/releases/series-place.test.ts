import { describe, expect, it } from 'vitest';
import { episodeOf, seriesName, seriesPlaceOf, volumeNumber } from './series-place.ts';

describe('seriesPlaceOf', () => {
  it.each([
    ['Mistborn 03', 'Mistborn', '3'],
    ['Binding Words, 1', 'Binding Words', '1'],
    ['Discworld, Book 13', 'Discworld', '13'],
    ['Mistborn Bk.3', 'Mistborn', '3'],
    ['The Legends, #2', 'The Legends', '2'],
    ['Earthsea Vol. 2.5', 'Earthsea', '2.5'],
    ['Blue Core Book One', 'Blue Core', '1'],
    ['Dreams, Volume IV', 'Dreams', '4'],
    ['Book 4 of The Expanse', 'The Expanse', '4'],
    ['Full Metal Series, Book 7', 'Full Metal', '7'],
    ['Book 16.0', '', '16'],
    ['Eberhofer, Band 3', 'Eberhofer', '3'],
  ])('reads %s', (text, name, position) => {
    expect(seriesPlaceOf(text)).toEqual({ name, position });
  });

  it.each(['Emma', '1984', 'The Book of Dust', 'Volume', '', 'Blade Runner 2049'])(
    'finds no place in "%s"',
    (text) => {
      expect(seriesPlaceOf(text)).toBeNull();
    },
  );
});

describe('volumeNumber', () => {
  it.each([
    ['03', '3'],
    ['2.50', '2.5'],
    ['Two', '2'],
    ['IV', '4'],
    ['ix', '9'],
    ['01 - 04', '1-4'],
    ['?', '?'],
  ])('reads %s as %s', (text, number) => {
    expect(volumeNumber(text)).toBe(number);
  });
});

describe('seriesName', () => {
  it('leaves out the word series and loose punctuation', () => {
    expect(seriesName('Full Metal Series,')).toBe('Full Metal');
    expect(seriesName('Series')).toBe('Series');
  });
});

describe('episodeOf', () => {
  it('reads the number and title of an episode', () => {
    expect(episodeOf('Folge 212 und der Leopard')).toEqual({ number: '212', title: 'und der Leopard' });
    expect(episodeOf('Emma')).toBeNull();
  });
});
