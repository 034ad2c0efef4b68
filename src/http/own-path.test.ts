import { expect, it } from 'vitest';
import { ownPath } from './own-path.ts';

it.each([
  ['/', '/', '/'],
  ['/', '/wanted?state=open#2', '/wanted?state=open#2'],
  ['/', '/bücher', '/b%C3%BCcher'],
  ['/books/', '/', '/books/'],
  ['/books/', '/wanted', '/books/wanted'],
  ['/', '//elsewhere.example', '/'],
  ['/', '/\\elsewhere.example', '/'],
  ['/', '/..//elsewhere.example', '/'],
  ['/', '/.//elsewhere.example', '/'],
  ['/', '/%2e%2e//elsewhere.example', '/'],
  ['/', 'https://elsewhere.example/', '/https://elsewhere.example/'],
  ['/books/', '/../admin', '/books/'],
  ['/books/', '/..//elsewhere.example', '/books/'],
  ['/', '/a\r\nset-cookie: b=c', '/aset-cookie:%20b=c'],
])('under %s, %j leads to %s', (basePath, path, address) => {
  expect(ownPath(basePath, path)).toBe(address);
});
