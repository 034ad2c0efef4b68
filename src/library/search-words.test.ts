import { describe, expect, it } from 'vitest';
import { searchWords } from './search-words.ts';

describe('the words of a search', () => {
  it.each<[string, string, string | null]>([
    ['Hidden Lan', "'hidden':* & 'lan':*", null],
    ['Élan vital', "'elan':* & 'vital':*", null],
    ['the war of the worlds', "'war':* & 'worlds':*", "'the':* & 'of':* & 'the':*"],
    ['of a', "'of':* & 'a':*", null],
    ['J. R. R. Tolkien', "'tolkien':*", "('j':* & 'r':* & 'r':* | 'jrr':*)"],
    ['2001', "'2001':*", null],
    ['a | b !c:* \\', "('a':* & 'b':* & 'c':* | 'abc':*)", null],
  ])('of %j ask an index for %s, and look for %s in what it finds', (text, telling, other) => {
    expect(searchWords(text)).toMatchObject({ telling, other });
  });

  it('are none in marks and spaces, and no longer than an index keeps them', () => {
    expect(searchWords(' … %')).toBeNull();
    expect(searchWords('x'.repeat(500))?.telling).toBe(`'${'x'.repeat(100)}':*`);
  });
});
