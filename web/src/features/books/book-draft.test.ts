import { describe, expect, it } from 'vitest';
import { changesOf, draftOf } from './book-draft.ts';

const book = { title: 'Dune', subtitle: null, published_date: '1965-08-01', description: 'Sand.' };

describe('changesOf', () => {
  it('sends nothing where nothing was changed, so that nothing is locked', () => {
    expect(changesOf(book, draftOf(book))).toEqual({});
  });

  it('sends only the changed field', () => {
    expect(changesOf(book, { ...draftOf(book), subtitle: 'Book One' })).toEqual({ subtitle: 'Book One' });
  });

  it('makes an emptied field null, but leaves an emptied title for the server to refuse', () => {
    expect(changesOf(book, { title: '', subtitle: '', published_date: '', description: '' })).toEqual({
      title: '',
      published_date: null,
      description: null,
    });
  });
});
