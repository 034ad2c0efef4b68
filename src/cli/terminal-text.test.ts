import { describe, expect, it } from 'vitest';
import { cellsOf, cutToCells, padToCells, printable, wrapText } from './terminal-text.ts';

describe('a text of foreign origin', () => {
  it.each([
    ['an escape sequence', 'red\u001b[31mtext', 'red [31mtext'],
    ['a line break', 'one\r\ntwo', 'one two'],
    ['a mark that turns the writing round', 'ab\u202ecd', 'ab cd'],
    ['letters of any script', 'Ünïcode 本 عربى', 'Ünïcode 本 عربى'],
  ])('with %s is printed without harm', (_, text, printed) => {
    expect(printable(text)).toBe(printed);
  });
});

describe('the width of a text', () => {
  it.each([
    ['plain', 5],
    ['über', 4],
    ['u\u0308ber', 4],
    ['本の虫', 6],
    ['📚', 2],
    ['', 0],
  ])('of %j is %i cells', (text, cells) => {
    expect(cellsOf(text)).toBe(cells);
  });

  it.each([
    ['fits', 4, 'fits'],
    ['too long', 5, 'too…'],
    ['本の虫', 5, '本の…'],
    ['u\u0308berlang', 3, 'u\u0308b…'],
  ])('%j is cut to %i cells as %j', (text, cells, cut) => {
    expect(cutToCells(text, cells)).toBe(cut);
    expect(cellsOf(cut)).toBeLessThanOrEqual(cells);
  });

  it('is filled up on either side', () => {
    expect(padToCells('本', 4, 'left')).toBe('本  ');
    expect(padToCells('7', 3, 'right')).toBe('  7');
  });
});

describe('a long sentence', () => {
  it('is broken between words, each line indented', () => {
    expect(wrapText('the author is another one', 16, '  ')).toEqual(['  the author is', '  another one']);
  });

  it('keeps a word whole that is longer than a line', () => {
    expect(wrapText('see /a/long/path/to/it now', 10)).toEqual(['see', '/a/long/path/to/it', 'now']);
  });

  it('stays one line where there is no terminal', () => {
    expect(wrapText('as long as it may be', null, '  ')).toEqual(['  as long as it may be']);
  });
});
