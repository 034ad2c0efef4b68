import { expect, it } from 'vitest';
import { marksAbridged, withoutAbridgedMark } from './abridged-mark.ts';

it.each([
  ['Emma (Unabridged)', false, 'Emma'],
  ['Emma [Abridged]', true, 'Emma'],
  ['Emma: Unabridged', false, 'Emma'],
  ['Emma - Abridged Edition', true, 'Emma'],
  ['Emma (Ungekürzte Lesung)', false, 'Emma'],
  ['Emma (Unabridged) - Part 1', false, 'Emma - Part 1'],
  ['Unabridged', false, 'Unabridged'],
  ['Emma', null, 'Emma'],
  ['The Abridged History of Bees', null, 'The Abridged History of Bees'],
])('an abridgement is told from %j', (text, mark, rest) => {
  expect(marksAbridged(text)).toBe(mark);
  expect(withoutAbridgedMark(text)).toBe(rest);
});
