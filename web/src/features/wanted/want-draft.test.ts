import { describe, expect, it } from 'vitest';
import { wantBook } from '../../../../src/contract/wanted.ts';
import { EMPTY_WANT, toBody } from './want-draft.ts';

describe('toBody', () => {
  it('leaves out what was not filled in', () => {
    expect(toBody({ ...EMPTY_WANT, title: 'Emma', authors: ['Jane Austen'] }, null)).toEqual({
      title: 'Emma',
      authors: ['Jane Austen'],
    });
  });

  it('names a known book by its id alone', () => {
    expect(toBody({ ...EMPTY_WANT, title: 'Emma', narrators: ['A B'] }, 7)).toEqual({
      book_id: 7,
      narrators: ['A B'],
    });
  });

  it('makes what the contract takes', () => {
    const full = {
      title: ' Emma ',
      authors: ['Jane Austen'],
      narrators: ['Juliet Stevenson'],
      language: 'en',
      asin: 'b002v1ndyk',
      libraryId: '2',
    };
    expect(wantBook.body.parse(toBody(full, null))).toMatchObject({
      title: 'Emma',
      asin: 'B002V1NDYK',
      library_id: 2,
    });
    expect(wantBook.body.parse(toBody(full, 7))).toMatchObject({ book_id: 7, language: 'en' });
  });
});
