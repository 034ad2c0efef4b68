import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNaturally, isStorableText, personKey, sortName, textKey, titleKey, words } from './text.ts';

describe('textKey', () => {
  it.each([
    ['Les Misérables', 'les miserables'],
    ['Alice’s Adventures', "Alice's Adventures"],
    ['Straße', 'STRASSE'],
    ['Œuvres', 'oeuvres'],
    ['Brontë & Brontë', 'Bronte and Bronte'],
    ['Łódź', 'lodz'],
    ['Twenty-Thousand  Leagues', 'twenty thousand leagues!'],
  ])('takes %s and %s for the same', (a, b) => {
    expect(textKey(a)).toBe(textKey(b));
  });

  it.each(['Война и мир', '三体', 'الخيميائي'])('keeps %s, which has no Latin letters', (text) => {
    expect(textKey(text)).not.toBe('');
  });

  it('gives a key that is its own key', () => {
    fc.assert(fc.property(fc.string(), (text) => textKey(textKey(text)) === textKey(text)));
  });
});

describe('words', () => {
  it.each([
    ['  The War, of the Worlds ', ['the', 'war', 'of', 'the', 'worlds']],
    ['…', []],
  ])('splits %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe('titleKey', () => {
  it.each([
    ['The Time Machine', 'time machine'],
    ['A Christmas Carol', 'christmas carol'],
    ['Der Prozess', 'prozess'],
    ['Les Misérables', 'miserables'],
    ['It', 'it'],
    ['The', 'the'],
  ])('%s sorts as "%s"', (title, key) => {
    expect(titleKey(title)).toBe(key);
  });
});

describe('personKey', () => {
  it.each([
    ['J.R.R. Tolkien', 'J. R. R. Tolkien'],
    ['Tolkien, J.R.R.', 'JRR Tolkien'],
    ['Shelley, Mary', 'Mary Shelley'],
    ['Martin Luther King, Jr.', 'Martin Luther King Jr'],
  ])('takes %s and %s for the same person', (a, b) => {
    expect(personKey(a)).toBe(personKey(b));
  });

  it('tells people with other initials apart', () => {
    expect(personKey('H. G. Wells')).not.toBe(personKey('O. Wells'));
  });
});

describe('sortName', () => {
  it.each([
    ['Jules Verne', 'Verne, Jules'],
    ['Verne, Jules', 'Verne, Jules'],
    ['J. R. R. Tolkien', 'Tolkien, J. R. R.'],
    ['Voltaire', 'Voltaire'],
  ])('%s is sorted as %s', (name, sorted) => {
    expect(sortName(name)).toBe(sorted);
  });
});

describe('compareNaturally', () => {
  it('sorts numbers as people count', () => {
    const names = ['Disc 10', 'disc 2', 'Disc 1'];

    expect(names.toSorted(compareNaturally)).toEqual(['Disc 1', 'disc 2', 'Disc 10']);
  });

  it('calls nothing equal that is not the same', () => {
    expect(compareNaturally('Emma', 'emma')).not.toBe(0);
    expect(compareNaturally('Emma', 'Emma')).toBe(0);
  });
});

describe('isStorableText', () => {
  it.each([
    ['Les Misérables 😀', true],
    ['', true],
    ['Emma\0', false],
    ['half of \ud83d', false],
  ])('%j: %s', (text, isStorable) => {
    expect(isStorableText(text)).toBe(isStorable);
  });
});
