import { expect, it } from 'vitest';
import { readParents } from './path-parents.ts';

it.each<[string, readonly string[], string, { authors: readonly string[]; series: string | null }]>([
  ['nothing above', [], 'Emma', { authors: [], series: null }],
  ['shelves alone', ['Audiobooks', 'Fiction'], 'Emma', { authors: [], series: null }],
  ['an author', ['Jane Austen'], 'Emma', { authors: ['Jane Austen'], series: null }],
  [
    'an author and a series',
    ['Jim Butcher', 'The Dresden Files'],
    'Storm Front',
    { authors: ['Jim Butcher'], series: 'The Dresden Files' },
  ],
  ['an author twice', ['Jane Austen', 'Jane Austen'], 'Emma', { authors: ['Jane Austen'], series: null }],
  [
    'a series above a part of it',
    ['The Discworld Series', 'City Watch'],
    'Jingo',
    { authors: [], series: 'City Watch' },
  ],
  ['what is called a series', ['Silo Series'], 'Wool', { authors: [], series: 'Silo' }],
  [
    'a series and its author in brackets',
    ['Riyria Chronicles (Michael J. Sullivan)'],
    'Theft of Swords',
    { authors: ['Michael J. Sullivan'], series: 'Riyria Chronicles' },
  ],
  [
    'an author before a series',
    ['Brandon Sanderson - Cosmere'],
    'Elantris',
    { authors: ['Brandon Sanderson'], series: 'Cosmere' },
  ],
  [
    'an author before a shelf',
    ['Brandon Sanderson - Fantasy'],
    'Elantris',
    { authors: ['Brandon Sanderson'], series: null },
  ],
  [
    'a series by an author',
    ['Culture by Iain M. Banks'],
    'Matter',
    { authors: ['Iain M. Banks'], series: 'Culture' },
  ],
  [
    "an author's series",
    ["Terry Pratchett's Discworld Adventures of the Night Watch"],
    'Jingo',
    { authors: ['Terry Pratchett'], series: 'Discworld Adventures of the Night Watch' },
  ],
  [
    'a series of numbered volumes',
    ['Jane Lawless'],
    'Jane Lawless 10 The Merchant of Venus',
    { authors: [], series: 'Jane Lawless' },
  ],
  ['a name like a series', ['The Expanse'], 'Babylon', { authors: [], series: 'The Expanse' }],
])('%s is read from the folders above', (_, parents, title, expected) => {
  expect(readParents(parents, title)).toEqual(expected);
});
