import { describe, expect, it } from 'vitest';
import { readFilters, sortOf, toQuery, writeFilters } from './library-filters.ts';

describe('library filters', () => {
  it.each(['', 'search=dune', 'search=a+%26+b&sort=-created_at&show=all&library=3'])(
    'come out of the address as they went in: %s',
    (address) => {
      expect(writeFilters(readFilters(new URLSearchParams(address))).toString()).toBe(address);
    },
  );

  it('take what nobody knows as not given', () => {
    const filters = readFilters(new URLSearchParams('sort=colour&show=nothing&library=x'));
    expect(writeFilters(filters).toString()).toBe('');
  });

  it('leave the order to the server until somebody chooses one', () => {
    const sorted = (address: string) => sortOf(readFilters(new URLSearchParams(address)));
    expect(['', 'search=x', 'search=+', 'search=x&sort=title'].map(sorted)).toEqual([
      'title',
      'relevance',
      'title',
      'title',
    ]);
  });

  it('ask the server only for what is filtered', () => {
    expect(toQuery(readFilters(new URLSearchParams('show=all')))).toEqual({
      limit: 100,
      search: '',
    });
    expect(toQuery(readFilters(new URLSearchParams('search=+x+&library=3')))).toEqual({
      limit: 100,
      search: 'x',
      owned: 'true',
      library_id: '3',
    });
  });
});
