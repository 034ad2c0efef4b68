import { expect, it } from 'vitest';
import { withoutCopyMark } from './copy-mark.ts';

it.each<[string, string]>([
  ['Emma - Copy', 'Emma'],
  ['Emma - copy', 'Emma'],
  ['Emma - Copy (2)', 'Emma'],
  ['Emma – Kopie', 'Emma'],
  ['Emma (1815) - Cópia', 'Emma (1815)'],
  ['Emma (copy)', 'Emma'],
  ['Emma (another copy)', 'Emma'],
  ['Emma (3rd copy)', 'Emma'],
  ['Emma (Kopie 2)', 'Emma'],
  ['Copy of Emma', 'Emma'],
  ['Copy (2) of Emma', 'Emma'],
  ['Kopie von Emma', 'Emma'],
  ['Copie de Émile', 'Émile'],
])('%s is %s, copied', (name, rest) => {
  expect(withoutCopyMark(name)).toEqual({ rest, mark: expect.stringMatching(/cop|kop|cóp/iu) });
});

it.each([
  'Emma',
  'Carbon Copy',
  'Carbon copy',
  'The Copy',
  'Copy of a copy',
  'Copy',
  ' - Copy',
  'Copycat - Copying',
])('%s is no copy', (name) => {
  expect(withoutCopyMark(name)).toEqual({ rest: name, mark: null });
});
