import { describe, expect, it } from 'vitest';
import { connectionUrl } from './connection-test.ts';
import { DownloadClientBody } from './download-clients.ts';
import { asin, flag, idParam, isbn, language, pageQuery } from './values.ts';
import { WantedBookBody } from './wanted.ts';

describe('values', () => {
  it.each([
    [asin, ' b002v1ndyk ', 'B002V1NDYK'],
    [isbn, '978-0-14-143958-7', '9780141439587'],
    [isbn, '0 14 143958 x', '014143958x'],
    [language, ' EN ', 'en'],
    [flag, 'true', true],
    [flag, 'false', false],
    [idParam, { id: '7' }, { id: 7 }],
    [pageQuery, {}, { limit: 50, count: false }],
    [pageQuery, { limit: '200', count: 'true' }, { limit: 200, count: true }],
    [connectionUrl, ' https://a.example/x?y=1 ', 'https://a.example/x?y=1'],
  ])('%# are read as they are meant', (type, given, meant) => {
    expect(type.parse(given)).toEqual(meant);
  });

  it.each([
    [asin, 'B002'],
    [isbn, '97801414395'],
    [language, 'eng-US'],
    [flag, 'yes'],
    [idParam, { id: '0' }],
    [idParam, { id: '1.5' }],
    [idParam, { id: '9007199254740993' }],
    [pageQuery, { limit: '201' }],
    [connectionUrl, 'ftp://a.example'],
    [connectionUrl, 'http://'],
    [connectionUrl, 'http://a b'],
  ])('%# are refused where they mean nothing', (type, given) => {
    expect(type.safeParse(given).success).toBe(false);
  });
});

describe('a want', () => {
  it('is of a book, or of a title with its authors', () => {
    const faults = (body: object) =>
      WantedBookBody.safeParse(body).error?.issues.map(({ path, message }) => `${path} ${message}`) ?? [];

    expect(faults({ book_id: 1 })).toEqual([]);
    expect(faults({ title: 'Emma', authors: ['Jane Austen'] })).toEqual([]);
    expect(faults({})).toEqual([
      'title must be given where there is no book_id',
      'authors must be given where there is no book_id',
    ]);
    expect(faults({ title: 'Emma', authors: [] })).toEqual(['authors must name an author']);
  });
});

describe('a download client', () => {
  it('has a category, audiobooks by default, as qBittorrent names them', () => {
    const body = { kind: 'qbittorrent', name: 'Mine', url: 'http://a' };

    expect(DownloadClientBody.parse(body)).toMatchObject({ username: '', category: 'audiobooks' });
    expect(DownloadClientBody.parse({ ...body, category: 'a/b' }).category).toBe('a/b');
    for (const category of ['', '/a', 'a/', 'a//b', 'a\\b'])
      expect([category, DownloadClientBody.safeParse({ ...body, category }).success]).toEqual([
        category,
        false,
      ]);
  });
});
