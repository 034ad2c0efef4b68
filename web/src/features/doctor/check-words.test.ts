import { expect, it } from 'vitest';
import { type Check, checkWords, worstFirst } from './check-words.ts';

it.each([
  ['database', 'Database'],
  ['time_zone', 'Time zone'],
  ['hardlinks', 'Links from downloads into libraries'],
  ['production_backups', 'Before production: backups'],
])('calls %s "%s"', (name, words) => {
  expect(checkWords(name)).toBe(words);
});

it('shows first what needs somebody, and leaves the rest in its order', () => {
  const check = (name: string, status: Check['status']): Check => ({ name, status, detail: '' });

  expect(
    worstFirst([
      check('a', 'ok'),
      check('b', 'skipped'),
      check('c', 'warning'),
      check('d', 'ok'),
      check('e', 'error'),
    ]).map(({ name }) => name),
  ).toEqual(['e', 'c', 'a', 'd', 'b']);
});
