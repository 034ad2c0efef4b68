import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, plural } from '../../src/base/quantities.ts';
import { byPosition, fileNameOf, formatDay, formatPosition, formatRelative } from './format.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [250, '4 min 10 s'],
    [599.7, '10 min'],
    [3_570, '1 h'],
    [3_600, '1 h'],
    [43_440, '12 h 4 min'],
    [359_940, '99 h 59 min'],
    [360_000, '100 h'],
    [4_441_800, '1,234 h'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});

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

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [4_190_000, '4.2 MB'],
    [99_960_000, '100 MB'],
    [812_300_000, '812 MB'],
    [999_600_000, '1.0 GB'],
    [2_500_000_000_000, '2.5 TB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
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
  it('counts in words', () => {
    expect(plural(1, 'book')).toBe('1 book');
    expect(plural(12_310, 'book')).toBe('12,310 books');
    expect(plural(0, 'entry', 'entries')).toBe('0 entries');
  });

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
