import { describe, expect, it } from 'vitest';
import { given, instantOrNull, presentPage, writePage } from './present.ts';

describe('presentPage, and writePage in JSON,', () => {
  it.each([
    [
      { items: [1], nextCursor: 'x', total: 9 },
      { items: ['1'], next_cursor: 'x', total: 9 },
    ],
    [
      { items: [], nextCursor: null },
      { items: [], next_cursor: null },
    ],
  ])('%j', (page, wire) => {
    expect(presentPage(page, String)).toEqual(wire);
    expect(JSON.parse(writePage(page, (row) => JSON.stringify(String(row))))).toEqual(wire);
  });
});

describe('given', () => {
  it('takes out what is missing and leaves what was emptied', () => {
    const fields = given({ title: 'Emma', subtitle: null, isbn: undefined });

    expect(Object.entries(fields)).toEqual([
      ['title', 'Emma'],
      ['subtitle', null],
    ]);
  });
});

describe('instantOrNull', () => {
  it('writes an instant in UTC', () => {
    expect(instantOrNull(new Date('2026-11-22T10:30:00+01:00'))).toBe('2026-11-22T09:30:00.000Z');
    expect(instantOrNull(null)).toBeNull();
  });
});
