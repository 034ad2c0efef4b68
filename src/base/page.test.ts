import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Invalid } from './errors.ts';
import { decodeCursor, encodeCursor, toPage } from './page.ts';

describe('a cursor', () => {
  it('comes back as it was made', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer(), (text, number) => {
        const cursor = encodeCursor([text, number]);

        expect(decodeCursor(cursor, ['string', 'number'])).toEqual([text, number]);
      }),
    );
  });

  it('can stand in an address as it is', () => {
    expect(encodeCursor(['ö?&=/+', 1])).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['of another list', encodeCursor([1])],
    ['with values of other kinds', encodeCursor([1, 'a'])],
    ['that is no JSON', 'bm90IGpzb24'],
    ['that is no list', Buffer.from('{}').toString('base64url')],
    ['that is a null', Buffer.from('null').toString('base64url')],
    ['that is empty', ''],
    ['with a number that is no id', encodeCursor(['a', 1.5])],
    ['with a number beyond every id', encodeCursor(['a', 1e300])],
    ['with a NUL in its text', encodeCursor(['a\0', 1])],
  ])('%s is refused', (_, cursor) => {
    expect(() => decodeCursor(cursor, ['string', 'number'])).toThrow(Invalid);
  });
});

describe('toPage', () => {
  const place = (row: number) => [row];

  it('cuts the row too many and names the place of the last one left', () => {
    expect(toPage([1, 2, 3], 2, place)).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
  });

  it.each([[[1, 2]], [[1]], [[]]])('%j is the last page of two', (rows) => {
    expect(toPage(rows, 2, place)).toEqual({ items: rows, nextCursor: null });
  });
});
