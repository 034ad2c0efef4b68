import { describe, expect, it } from 'vitest';
import type { BookValues, RecordingValues } from '../catalog/catalog-values.ts';
import { NO_RECORDING_FIELDS } from '../catalog/recording-store.ts';
import { type BulkEdit, planBulkEdit } from './plan-bulk-edit.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const AUSTEN = { id: 1, name: 'Jane Austen' };
const LADY = { id: 2, name: 'A Lady' };
const NOVELS = { id: 1, name: 'Novels' };
const CLASSICS = { id: 2, name: 'Classics' };

const BOOK: BookValues = {
  title: 'Emma',
  subtitle: null,
  description: null,
  publishedDate: '1815-12-23',
  publishedYear: 1815,
  authors: [AUSTEN],
  series: [{ ...NOVELS, position: '4' }],
};
const RECORDING: RecordingValues = {
  ...NO_RECORDING_FIELDS,
  language: 'en',
  narrators: ['Moira Fogarty'],
  book: { id: 1, name: 'Emma' },
};

/** What becomes of the second book of three, by field. */
function plan(edit: BulkEdit, book: Partial<BookValues> = {}) {
  const changes = planBulkEdit(
    {
      book: { id: 1, values: { ...BOOK, ...book }, provenance: {} },
      recordings: [{ id: 5, values: RECORDING, provenance: {} }],
      place: 1,
    },
    edit,
    NOW,
  );
  return Object.fromEntries(changes.map(({ field, newValue }) => [field, newValue]));
}

describe('a bulk edit', () => {
  it.each<[string, BulkEdit, object]>([
    ['sets authors', { authors: { set: [LADY] } }, { authors: [LADY] }],
    ['adds an author', { authors: { add: [LADY] } }, { authors: [AUSTEN, LADY] }],
    ['adds no author twice', { authors: { add: [AUSTEN] } }, {}],
    ['removes an author', { authors: { remove: [AUSTEN] } }, { authors: [] }],
    [
      'puts one author in the place of another',
      { authors: { remove: [AUSTEN], add: [LADY] } },
      { authors: [LADY] },
    ],
    ['adds a narrator', { narrators: { add: ['Ada'] } }, { narrators: ['Moira Fogarty', 'Ada'] }],
    ['removes a narrator, however written', { narrators: { remove: ['Fogarty, Moira'] } }, { narrators: [] }],
    ['sets a language', { language: 'de' }, { language: 'de' }],
    ['leaves a book alone that has the language', { language: 'en' }, {}],
    ['empties a publisher only where there is one', { publisher: null }, {}],
    ['sets whether it is abridged', { abridged: false }, { abridged: false }],
    [
      'sets a year, and ends a date of another',
      { publishedYear: 1816 },
      { publishedYear: 1816, publishedDate: null },
    ],
    ['leaves a date of the year', { publishedYear: 1815 }, {}],
    [
      'keeps the number in a series',
      { series: { set: [NOVELS, CLASSICS] } },
      {
        series: [
          { ...NOVELS, position: '4' },
          { ...CLASSICS, position: null },
        ],
      },
    ],
    [
      'adds a series',
      { series: { add: [CLASSICS] } },
      {
        series: [
          { ...NOVELS, position: '4' },
          { ...CLASSICS, position: null },
        ],
      },
    ],
    ['removes a series', { series: { remove: [NOVELS] } }, { series: [] }],
    ['removes a series by name', { series: { remove: [{ id: null, name: 'novels' }] } }, { series: [] }],
    [
      'numbers in order',
      { series: { set: [NOVELS], numberFrom: 1 } },
      { series: [{ ...NOVELS, position: '2' }] },
    ],
    [
      'means the series of that name in which the book is',
      { series: { add: [{ id: null, name: 'NOVELS' }], numberFrom: 10 } },
      { series: [{ ...NOVELS, position: '11' }] },
    ],
    ['locks', { locked: { title: true, language: true } }, { title: 'Emma', language: 'en' }],
  ])('%s', (_, edit, changed) => {
    expect(plan(edit)).toEqual(changed);
  });
});
