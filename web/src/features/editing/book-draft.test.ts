import { describe, expect, it } from 'vitest';
import { changesOf, draftOf } from './book-draft.ts';
import { recordingChangesOf, recordingDraftOf } from './recording-draft.ts';

const book = {
  title: 'Dune',
  subtitle: null,
  authors: [{ id: 1, name: 'Frank Herbert' }],
  series: [{ id: 3, name: 'Dune', position: '1' }],
  published_date: '1965-08-01',
  published_year: 1965,
  description: 'Sand.',
};

describe('changesOf', () => {
  it('sends nothing where nothing was changed, so that nothing is locked', () => {
    expect(changesOf(book, draftOf(book), {})).toEqual({});
  });

  it('sends only the changed field, and the locks that were chosen', () => {
    expect(changesOf(book, { ...draftOf(book), subtitle: 'Book One' }, { title: true })).toEqual({
      subtitle: 'Book One',
      locked: { title: true },
    });
  });

  it('makes an emptied field null, but leaves an emptied title for the server to refuse', () => {
    const empty = { title: '', subtitle: '', published_date: '', published_year: '', description: '' };

    expect(changesOf(book, { ...empty, authors: [], series: [] }, {})).toEqual({
      title: '',
      authors: [],
      series: [],
      published_date: null,
      published_year: null,
      description: null,
    });
  });

  it('names those who are there by their number, and new ones by name', () => {
    const draft = draftOf(book);
    const series = [
      ...draft.series,
      { id: null, name: ' Sagas ', position: '' },
      { id: null, name: '', position: '' },
    ];

    expect(changesOf(book, { ...draft, authors: ['Frank Herbert', 'Ada'], series }, {})).toEqual({
      authors: [1, 'Ada'],
      series: [
        { series: 3, position: '1' },
        { series: 'Sagas', position: null },
      ],
    });
  });
});

describe('recordingChangesOf', () => {
  const recording = {
    narrators: ['Scott Brick'],
    language: 'en',
    abridged: null,
    dramatised: false,
    publisher: null,
    asin: null,
    isbn: '9780441172719',
  };

  it('sends what was changed', () => {
    const draft = recordingDraftOf(recording);
    expect(recordingChangesOf(recording, draft, {})).toEqual({});
    expect(
      recordingChangesOf(
        recording,
        { ...draft, narrators: [], language: '', abridged: 'no', dramatised: 'unknown', asin: 'B002V1NDYK' },
        { isbn: false },
      ),
    ).toEqual({
      narrators: [],
      language: null,
      abridged: false,
      dramatised: null,
      asin: 'B002V1NDYK',
      locked: { isbn: false },
    });
  });
});
