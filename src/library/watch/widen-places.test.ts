import { expect, it } from 'vitest';
import { widenPlaces } from './widen-places.ts';

it.each([
  [['Austen/Emma'], ['Austen/Emma']],
  [
    ['Austen/Emma', 'Austen/Emma', 'Austen/Persuasion'],
    ['Austen/Emma', 'Austen/Persuasion'],
  ],
  [['Austen/Emma', 'Austen'], ['Austen']],
  [['Austen/Emma/CD2'], ['Austen/Emma']],
  [['Austen/Emma/Disc 1/extras'], ['Austen/Emma']],
  [['Austen/Emma (Part 2)'], ['Austen']],
  [['Emma - CD1'], ['']],
  [
    ['Emma.m4b', 'Emma/CD1', 'Emma Two'],
    ['Emma.m4b', 'Emma', 'Emma Two'],
  ],
  [['Austen', ''], ['']],
])('begins for %j at %j', (places, wide) => {
  expect(widenPlaces(places)).toEqual(wide);
});
