import { describe, expect, it } from 'vitest';
import { gluedPerson, leadingPerson, personLikeness, splitPeople } from './person-name.ts';

describe('splitPeople', () => {
  it.each([
    ['Neil Gaiman, Terry Pratchett', ['Neil Gaiman', 'Terry Pratchett']],
    ['Neil Gaiman & Terry Pratchett', ['Neil Gaiman', 'Terry Pratchett']],
    ['Robert Jordan with Brandon Sanderson', ['Robert Jordan', 'Brandon Sanderson']],
    ['Le Guin, Ursula K.', ['Ursula K. Le Guin']],
    ['Waters, Sarah', ['Sarah Waters']],
    ['Waters, Sarah; Mantel, Hilary', ['Sarah Waters', 'Hilary Mantel']],
    ['Kurt Vonnegut, Jr.', ['Kurt Vonnegut Jr.']],
    ['', []],
  ])('reads %s', (text, people) => {
    expect(splitPeople(text)).toEqual(people);
  });
});

describe('personLikeness', () => {
  it.each([
    ['Neal Stephenson', 'sure'],
    ['J. R. R. Tolkien', 'sure'],
    ['JRR Tolkien', 'sure'],
    ['Qorlan van Zyxt', 'possible'],
    ['Blue Core', 'possible'],
    ['The Way of Kings', 'no'],
    ['A Wizard of Earthsea', 'no'],
    ['Mistborn 3', 'no'],
    ['Penguin Audio', 'no'],
    ['Dune', 'no'],
  ])('%s: %s', (text, likeness) => {
    expect(personLikeness(text)).toBe(likeness);
  });
});

describe('a person at the start', () => {
  it('ends where the name does', () => {
    expect(leadingPerson('Brian D Anderson Godling Tales')).toBe('Brian D Anderson');
    expect(leadingPerson('The Hero of Ages')).toBeNull();
    expect(gluedPerson('Michael J SullivanHollow World')).toBe('Michael J Sullivan');
    expect(gluedPerson('Colleen McCullough')).toBeNull();
  });
});
