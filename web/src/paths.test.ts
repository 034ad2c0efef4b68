import { describe, expect, it } from 'vitest';
import { apiBaseUrl, basePathOf, pathAfterSignIn, paths } from './paths.ts';

describe('paths', () => {
  it('puts a query behind a path only where there is one', () => {
    expect(paths.signIn()).toBe('/sign-in');
    expect(paths.signIn('/books/7?x=1&y=2')).toBe('/sign-in?next=%2Fbooks%2F7%3Fx%3D1%26y%3D2');
    expect(paths.librarySearch('dune & more')).toBe('/?search=dune+%26+more');
  });

  it.each([
    ['http://host:8000/', '', 'http://host:8000'],
    ['http://host/books/', '/books', 'http://host/books'],
    ['https://host/a/b/', '/a/b', 'https://host/a/b'],
    ['http://host/books/index.html', '/books', 'http://host/books'],
  ])('finds the router base and the API of %s', (baseUri, basePath, api) => {
    expect(basePathOf(baseUri)).toBe(basePath);
    expect(apiBaseUrl(baseUri)).toBe(api);
  });

  it('takes the API elsewhere when told so', () => {
    expect(apiBaseUrl('http://host/', 'https://api.example/x/')).toBe('https://api.example/x');
    expect(apiBaseUrl('http://host/', '')).toBe('http://host');
  });

  it.each([
    ['/wanted', '/wanted'],
    ['/books/7?x=1', '/books/7?x=1'],
    [null, '/'],
    ['', '/'],
    ['https://elsewhere.example', '/'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?next=%2F', '/'],
  ])('after the sign-in, next=%s leads to %s', (next, expected) => {
    expect(pathAfterSignIn(next)).toBe(expected);
  });
});
