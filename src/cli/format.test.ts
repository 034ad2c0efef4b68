import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, plural } from '../base/quantities.ts';
import { formatInstant, wordsOf } from './format.ts';

describe('figures for people', () => {
  it.each([
    [512, '512 B'],
    [4_210_000, '4.2 MB'],
    [812_000_000, '812 MB'],
    [999_600, '1.0 MB'],
    [3e15, '3.0 PB'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });

  it.each([
    [12.2, '12 s'],
    [59.7, '1 min'],
    [605, '10 min'],
    [3600, '1 h'],
    [43_440, '12 h 4 min'],
    [4_000_000, '1,111 h'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });

  it('counts one and many', () => {
    expect([plural(1, 'book'), plural(2310, 'book'), plural(0, 'copy', 'copies')]).toEqual([
      '1 book',
      '2,310 books',
      '0 copies',
    ]);
  });

  it('tells an instant in the time of the machine', () => {
    expect(formatInstant(new Date(2026, 10, 2, 9, 5).toISOString())).toBe('2026-11-02 09:05');
  });

  it('tells a state of the wire in words', () => {
    expect(wordsOf('needs_person')).toBe('needs person');
  });
});
