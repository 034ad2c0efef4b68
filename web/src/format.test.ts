import { describe, expect, it } from 'vitest';
import { byPosition, fileNameOf, formatDay, formatPosition, formatRelative } from './format.ts';

describe('formatPosition', () => {
  it.each([
    [0, '0:00'],
    [65.9, '1:05'],
    [3_723, '1:02:03'],
    [360_005, '100:00:05'],
  ])('%d seconds in is %s', (seconds, words) => {
    expect(formatPosition(seconds)).toBe(words);
  });
});

describe('formatRelative', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  it.each([
    ['2026-11-22T11:59:30Z', 'just now'],
    ['2026-11-22T12:00:40Z', 'in less than a minute'],
    ['2026-11-22T11:55:00Z', '5 minutes ago'],
    ['2026-11-22T14:00:00Z', 'in 2 hours'],
    ['2026-11-21T11:00:00Z', 'yesterday'],
    ['2024-01-01T00:00:00Z', '2 years ago'],
  ])('%s is %s', (instant, words) => {
    expect(formatRelative(instant, now)).toBe(words);
  });
});

describe('formatDay', () => {
  it('names today and yesterday, else the date', () => {
    const now = new Date(2026, 10, 22, 0, 30);
    expect(formatDay(new Date(2026, 10, 22, 0, 5).toISOString(), now)).toBe('Today');
    expect(formatDay(new Date(2026, 10, 21, 23, 50).toISOString(), now)).toBe('Yesterday');
    expect(formatDay(new Date(2026, 10, 20, 12).toISOString(), now)).toBe('Friday, November 20, 2026');
  });
});

describe('small words', () => {
  it('takes the file name off a path with either slash', () => {
    expect(fileNameOf('A/B/01.mp3')).toBe('01.mp3');
    expect(fileNameOf('C:\\Books\\01.mp3')).toBe('01.mp3');
    expect(fileNameOf('A/B/')).toBe('B');
  });

  it('orders places in a series as people count, those without one last', () => {
    const places = ['10', null, '2', '1.5', '1'];
    expect(places.toSorted(byPosition)).toEqual(['1', '1.5', '2', '10', null]);
  });
});
