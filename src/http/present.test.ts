import { describe, expect, it } from 'vitest';
import { given, instantOfText, instantOrNull, presentPage, writePage } from './present.ts';

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

describe('instantOfText', () => {
  it.each([
    ['2026-11-22 09:30:00.123456+00', '2026-11-22T09:30:00.123Z'],
    ['2026-11-22 09:30:00+00', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22 10:30:00.5+01', '2026-11-22T09:30:00.500Z'],
    ['2026-11-22 10:30:00.12345+01', '2026-11-22T09:30:00.123Z'],
    ['2026-11-22 15:00:00.5+05:30', '2026-11-22T09:30:00.500Z'],
    ['2026-11-22 06:00:00.123-03:30', '2026-11-22T09:30:00.123Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantOfText(text)).toBe(instant);
  });
});
