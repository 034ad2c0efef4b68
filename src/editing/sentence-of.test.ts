import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../catalog/change-store.ts';
import { bulkSentence, editSentence, undoSentence } from './sentence-of.ts';
import { wordsOfValue } from './words-of-value.ts';

const PERSON = { source: 'person', at: '', locked: true };

function change(field: string, oldValue: unknown, newValue: unknown, locked = true): FieldChange {
  const newProvenance = { ...PERSON, locked };
  return { of: { bookId: 1 }, field, oldValue, newValue, oldProvenance: null, newProvenance };
}

describe('the sentence of a change set', () => {
  it.each<[readonly FieldChange[], string]>([
    [[change('title', 'Ema', 'Emma')], 'Changed the title of “Emma”'],
    [
      [change('title', 'Ema', 'Emma'), change('subtitle', 'A', null), change('asin', null, 'B002V1NDYK')],
      'Changed the title and ASIN, emptied the subtitle of “Emma”',
    ],
    [
      [change('series', [], []), change('title', 'Emma', 'Emma', false)],
      'Locked the series, unlocked the title of “Emma”',
    ],
    [[change('abridged', null, true)], 'Changed the abridgement of “Emma”'],
  ])('tells of an edit: %#', (changes, sentence) => {
    expect(editSentence(changes, 'Emma')).toBe(sentence);
  });

  it('tells of a bulk edit what was asked', () => {
    expect(
      bulkSentence(
        {
          authors: { add: [{ id: null, name: 'Ada' }] },
          series: { set: [{ id: 1, name: 'Novels' }], numberFrom: 1 },
          language: 'en',
          publisher: null,
          locked: { title: true },
        },
        '12 books',
      ),
    ).toBe(
      'Added the author “Ada”, set the series to “Novels”, set the language to “en”, emptied the publisher, numbered them in order, locked the title in 12 books',
    );
  });

  it('says what is undone, and what comes back when that is undone', () => {
    expect(undoSentence('Changed it')).toBe('Undid: Changed it');
    expect(undoSentence('Undid: Changed it')).toBe('Redid: Changed it');
    expect(undoSentence('Redid: Changed it')).toBe('Undid: Changed it');
  });
});

describe('a value of the history', () => {
  it.each<[string, unknown, string | null]>([
    ['title', 'Emma', 'Emma'],
    ['subtitle', null, null],
    ['publishedYear', 1815, '1815'],
    ['abridged', false, 'no'],
    [
      'authors',
      [
        { id: 1, name: 'Jane Austen' },
        { id: null, name: 'A Lady' },
      ],
      'Jane Austen, A Lady',
    ],
    ['authors', [], null],
    [
      'series',
      [
        { id: 1, name: 'Novels', position: '4' },
        { id: 2, name: 'B', position: null },
      ],
      'Novels #4, B',
    ],
    ['narrators', ['Ada', 'Grace'], 'Ada, Grace'],
    ['book', { id: 1, name: 'Emma' }, 'Emma'],
  ])('%s is read as text', (field, value, words) => {
    expect(wordsOfValue(field, value)).toBe(words);
  });
});
