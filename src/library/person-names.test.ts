import { describe, expect, it } from 'vitest';
import { looksLikePerson, splitNames } from './person-names.ts';

describe('splitNames', () => {
  it.each([
    ['Jane Austen', ['Jane Austen']],
    ['Austen, Jane', ['Jane Austen']],
    ['Le Guin, Ursula K.', ['Ursula K. Le Guin']],
    ['Goethe, Johann Wolfgang von', ['Johann Wolfgang von Goethe']],
    ['Terry Pratchett, Neil Gaiman', ['Terry Pratchett', 'Neil Gaiman']],
    ['A B, C D & E F', ['A B', 'C D', 'E F']],
    ['Pratchett, Terry; Gaiman, Neil', ['Terry Pratchett', 'Neil Gaiman']],
    ['Terry Pratchett/Neil Gaiman', ['Terry Pratchett', 'Neil Gaiman']],
    ['Terry Pratchett and Neil Gaiman', ['Terry Pratchett', 'Neil Gaiman']],
    ['Martin Luther King, Jr.', ['Martin Luther King, Jr.']],
    ['Leo Tolstoy, Louise Maude - translator', ['Leo Tolstoy']],
    ['Jane Austen (author)', ['Jane Austen']],
    ['Jane Austen, Jane Austen', ['Jane Austen']],
    ['Unknown Artist', []],
    ['Various', []],
    ['', []],
  ])('reads %j', (text, names) => {
    expect(splitNames(text)).toEqual(names);
  });
});

describe('looksLikePerson', () => {
  it.each([
    'Jane Austen',
    'Austen, Jane',
    'J.R.R. Tolkien',
    'Ludwig van Beethoven',
    'Фёдор Достоевский',
    "Flann O'Brien",
  ])('believes that %s is somebody', (name) => {
    expect(looksLikePerson(name)).toBe(true);
  });

  it.each([
    'Emma',
    'The Time Machine',
    'War and Peace',
    'Star Wars',
    'Catch 22',
    'a quiet place',
    'Tales of Old',
  ])('believes that %s is nobody', (text) => {
    expect(looksLikePerson(text)).toBe(false);
  });
});
