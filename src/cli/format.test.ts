import { describe, expect, it } from 'vitest';
import { formatInstant, wordsOf } from './format.ts';

describe('figures for people', () => {
  it('tells an instant in the time of the machine', () => {
    expect(formatInstant(new Date(2026, 10, 2, 9, 5).toISOString())).toBe('2026-11-02 09:05');
  });

  it('tells a state of the wire in words', () => {
    expect(wordsOf('needs_person')).toBe('needs person');
  });
});
