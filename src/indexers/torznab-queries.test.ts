import { describe, expect, it } from 'vitest';
import { planQueries } from './torznab-queries.ts';

const BY_FIELD = { searchParams: new Set(['q']), bookSearchParams: new Set(['q', 'title', 'author']) };
const BY_WORDS = { searchParams: new Set(['q']), bookSearchParams: new Set(['q']) };
const CAROL = { title: 'A Christmas Carol', authors: ['Charles Dickens', 'Another'] };

describe('planQueries', () => {
  it('asks by author and title where that is offered, then by title', () => {
    expect(planQueries(BY_FIELD, CAROL)).toEqual([
      { t: 'book', author: 'Charles Dickens', title: 'A Christmas Carol' },
      { t: 'search', q: 'A Christmas Carol' },
    ]);
  });

  it('asks by words elsewhere, then by title', () => {
    expect(planQueries(BY_WORDS, CAROL)).toEqual([
      { t: 'search', q: 'Charles Dickens A Christmas Carol' },
      { t: 'search', q: 'A Christmas Carol' },
    ]);
  });

  it('asks once where no author is known', () => {
    expect(planQueries(BY_FIELD, { title: 'Beowulf', authors: [] })).toEqual([{ t: 'search', q: 'Beowulf' }]);
  });

  it('leaves out the subtitle and punctuation', () => {
    const [first, second] = planQueries(BY_FIELD, {
      title: "Pilgrim's Progress: From This World (Unabridged)",
      authors: ['J. Bunyan'],
    });

    expect(first).toEqual({ t: 'book', author: 'J Bunyan', title: "Pilgrim's Progress" });
    expect(second).toEqual({ t: 'search', q: "Pilgrim's Progress" });
  });

  it('keeps a title that has no word before its colon', () => {
    expect(planQueries(BY_WORDS, { title: '(Part) Two', authors: [] })).toEqual([
      { t: 'search', q: 'Part Two' },
    ]);
  });

  it('uses the book search where there is no other', () => {
    const onlyBook = { searchParams: null, bookSearchParams: new Set(['title', 'author']) };

    expect(planQueries(onlyBook, CAROL)).toEqual([
      { t: 'book', author: 'Charles Dickens', title: 'A Christmas Carol' },
      { t: 'book', title: 'A Christmas Carol' },
    ]);
  });
});
