import { describe, expect, it } from 'vitest';
import { isSamePerson, isSamePersonOrFamilyName, namesPerson } from './same-person.ts';
import { comparableWords } from './sought-title.ts';

describe('isSamePerson', () => {
  it.each([
    ['J.R.R. Tolkien', 'JRR Tolkien'],
    ['J. R. R. Tolkien', 'John Ronald Reuel Tolkien'],
    ['Arthur C. Clarke', 'Arthur Clarke'],
    ['Tolkien, J.R.R.', 'J R R Tolkien'],
    ['Charlotte Brontë', 'Charlotte Bronte'],
    ['Bruce deSilva', 'Bruce De Silva'],
    ['Hector Hugh Munro (Saki)', 'Saki'],
    ['Constance Garnett - translator', 'Constance Garnett'],
  ])('%s is %s', (a, b) => {
    expect(isSamePerson(a, b)).toBe(true);
    expect(isSamePerson(b, a)).toBe(true);
  });

  it.each([
    ['Brian Herbert', 'Frank Herbert'],
    ['Stephen King', 'Dante King'],
    ['J. K. Rowling', 'M. Rowling'],
    ['King', 'Stephen King'],
    ['', 'Stephen King'],
  ])('%s is not %s', (a, b) => {
    expect(isSamePerson(a, b)).toBe(false);
  });

  it('lets a bare family name stand for a narrator', () => {
    expect(isSamePersonOrFamilyName('Kafer', 'Jeffrey Kafer')).toBe(true);
    expect(isSamePersonOrFamilyName('Andrews', 'Jeffrey Kafer')).toBe(false);
  });
});

describe('namesPerson', () => {
  it.each([
    ['Sanderson Brandon Mistborn', 'Brandon Sanderson'],
    ['C M Carney Chaos', 'C.M. Carney'],
    ['Michael J Sullivan', 'Michael Sullivan'],
    ['Gannon CE Tales', 'Charles E. Gannon'],
    ['by O Henry', 'O. Henry'],
  ])('finds in "%s" %s', (text, person) => {
    expect(namesPerson(comparableWords(text), person)).toBe(true);
  });

  it.each([
    ['Dante King Page Keeper', 'Stephen King'],
    ['Frank and Herbert', 'Frank Herbert'],
    ['Kingsley Amis', 'King Sley'],
  ])('does not find in "%s" %s', (text, person) => {
    expect(namesPerson(comparableWords(text), person)).toBe(false);
  });
});
