import { expect, it } from 'vitest';
import { type BulkDraft, bulkChangesOf, NO_CHANGES } from './bulk-draft.ts';

it.each<[string, Partial<BulkDraft>, object]>([
  ['nothing', {}, {}],
  ['an author more', { authors: { mode: 'add', names: ['Ada'] } }, { authors: { add: ['Ada'] } }],
  [
    'a series with numbers',
    { series: { mode: 'set', names: ['Novels'] }, numberFrom: '1' },
    { series: { set: ['Novels'], number_from: 1 } },
  ],
  [
    'a series less, whatever the number',
    { series: { mode: 'remove', names: ['Novels'] }, numberFrom: '1' },
    { series: { remove: ['Novels'] } },
  ],
  ['texts', { language: 'de', publishedYear: '1999' }, { language: 'de', published_year: 1999 }],
  ['empty fields', { emptied: ['publisher', 'series'] }, { publisher: null, series: { set: [] } }],
])('a bulk edit asks for %s', (_, draft, changes) => {
  expect(bulkChangesOf({ ...NO_CHANGES, ...draft })).toEqual(changes);
});

it('locks every field of books and recordings', () => {
  expect(bulkChangesOf({ ...NO_CHANGES, locking: 'unlock' }).locked).toMatchObject({
    title: false,
    narrators: false,
  });
});
