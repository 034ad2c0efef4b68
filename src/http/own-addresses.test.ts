import { describe, expect, it } from 'vitest';
import { askedPath, methodsOf, ownAddress, UNREADABLE } from './own-addresses.ts';

describe('an address', () => {
  it.each([
    ['/api/audit', '/api/audit'],
    ['/%61pi/%41udit', '/api/Audit'],
    ['/%7Ea%5Fb%2d%2E', '/~a_b-.'],
    ['/api%2Faudit', '/api%2Faudit'],
    ['/%2561pi/audit', '/%2561pi/audit'],
    ['/a%20b%C3%A9?q=%61', '/a%20b%C3%A9?q=%61'],
    ['http://books.example/api/session?a=http://b/c', '/api/session?a=http://b/c'],
    ['HTTPS://books.example:8000/%61pi', '/api'],
    ['http://books.example', '/'],
    ['http://books.example?a=1', '/?a=1'],
    ['/search?back=/%zz', '/search?back=/%zz'],
    ['/%E0%A4%A', UNREADABLE],
    ['/%', UNREADABLE],
  ])('is written in one way: %s', (url, expected) => {
    expect(ownAddress(url, '/')).toBe(expected);
  });

  it.each([
    ['/books/api/session?a=1', '/api/session?a=1'],
    ['/%62ooks/api', '/api'],
    ['/books/', '/'],
    ['/books', '/'],
    ['/books?a=1', '/?a=1'],
    ['http://books.example/books/api', '/api'],
    ['/health/ready', '/health/ready'],
    ['/books/books/x', '/books/x'],
  ])('below BASE_PATH is what comes behind it: %s', (url, expected) => {
    expect(ownAddress(url, '/books/')).toBe(expected);
  });

  it.each(['/', '/api/session', '/metrics', '/healthy', '/bookshop', '/x/books/', '//books/api', '*'])(
    'beside BASE_PATH is none that a route has, but is told as it was asked: %s',
    (originalUrl) => {
      const url = ownAddress(originalUrl, '/books/');

      expect(url).toContain(' ');
      expect(methodsOf(url)).toEqual([]);
      expect(askedPath({ url, originalUrl: `${originalUrl}?secret=1` })).toBe(originalUrl);
    },
  );
});
