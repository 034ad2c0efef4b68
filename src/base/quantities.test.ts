import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, plural } from './quantities.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [12.2, '12 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [59.7, '1 min'],
    [250, '4 min 10 s'],
    [599.7, '10 min'],
    [605, '10 min'],
    [3_570, '1 h'],
    [3_600, '1 h'],
    [43_440, '12 h 4 min'],
    [359_940, '99 h 59 min'],
    [360_000, '100 h'],
    [4_000_000, '1,111 h'],
    [4_441_800, '1,234 h'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [999_600, '1.0 MB'],
    [4_190_000, '4.2 MB'],
    [4_210_000, '4.2 MB'],
    [99_960_000, '100 MB'],
    [812_000_000, '812 MB'],
    [812_300_000, '812 MB'],
    [999_600_000, '1.0 GB'],
    [2_500_000_000_000, '2.5 TB'],
    [3e15, '3.0 PB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});

describe('plural', () => {
  it.each([
    [1, 'book', undefined, '1 book'],
    [2_310, 'book', undefined, '2,310 books'],
    [12_310, 'book', undefined, '12,310 books'],
    [0, 'copy', 'copies', '0 copies'],
    [0, 'entry', 'entries', '0 entries'],
  ])('%i of %s (%s) are %s', (count, one, many, words) => {
    expect(plural(count, one, many)).toBe(words);
  });
});
