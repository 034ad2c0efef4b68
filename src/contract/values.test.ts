import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { setUp } from './access.ts';
import { addApiKey } from './api-keys.ts';
import { addAuthor } from './authors.ts';
import { BookBody } from './books.ts';
import { connectionUrl } from './connection-test.ts';
import { DownloadClientBody } from './download-clients.ts';
import { IndexerBody } from './indexers.ts';
import { addLibrary } from './libraries.ts';
import { addSeries } from './series.ts';
import { addUser } from './users.ts';
import { asin, flag, idParam, isbn, language, pageQuery, queryId } from './values.ts';
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
    [idParam, { id: '9007199254740991' }, { id: 9007199254740991 }],
    [queryId('x').optional(), undefined, undefined],
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
    [queryId('x'), '0x10'],
    [pageQuery, { limit: '201' }],
    [pageQuery, { limit: '0x10' }],
    [pageQuery, { limit: '1e1' }],
    [connectionUrl, 'ftp://a.example'],
    [connectionUrl, 'http://'],
    [connectionUrl, 'http://a b'],
  ])('%# are refused where they mean nothing', (type, given) => {
    expect(type.safeParse(given).success).toBe(false);
  });
});

describe('a whole number in an address', () => {
  const NOT_WHOLE = ['0x10', '1e0', '01', '+1', ' 1', '1.0', '1.5', '', '１', 'emma'];

  it.each(NOT_WHOLE)('that is %j is refused in words', (id) => {
    const { error } = idParam.safeParse({ id });

    expect(error?.issues.map(({ message }) => message)).toEqual(['must be a whole number, such as 7']);
  });

  it('is an integer to the documents', () => {
    expect(z.toJSONSchema(idParam, { io: 'input' })).toMatchObject({
      properties: { id: { type: 'integer', description: 'Its number', example: 1 } },
      required: ['id'],
    });
    expect(z.toJSONSchema(pageQuery, { io: 'input' }).properties).toMatchObject({
      limit: { type: 'integer', minimum: 1, maximum: 200, default: 50, description: expect.any(String) },
    });
  });
});

describe('a name or a title', () => {
  const BODIES: readonly (readonly [string, z.ZodType, (name: string) => object])[] = [
    ['of a book', BookBody.partial(), (name) => ({ title: name })],
    ['beside that of a book', BookBody.partial(), (name) => ({ subtitle: name })],
    ['of a wanted book', WantedBookBody, (name) => ({ title: name, authors: ['x'] })],
    ['of an author', addAuthor.body, (name) => ({ name })],
    ['of a narrator', WantedBookBody, (name) => ({ book_id: 1, narrators: [name] })],
    ['of a series', addSeries.body, (name) => ({ name })],
    ['of a user', addUser.body, (name) => ({ name, role: 'viewer' })],
    ['of the first administrator', setUp.body, (name) => ({ name, token: 'x', password: 'x'.repeat(10) })],
    ['of a library', addLibrary.body, (name) => ({ name, path: '/srv' })],
    ['of a key', addApiKey.body, (name) => ({ name, scope: 'read' })],
    ['of an indexer', IndexerBody, (name) => ({ kind: 'torznab', name, url: 'http://a' })],
    ['of a download client', DownloadClientBody, (name) => ({ kind: 'qbittorrent', name, url: 'http://a' })],
  ];

  it.each(BODIES)('%s holds nothing that nobody sees', (_, type, body) => {
    for (const name of ['Emma', 'Ἔμμα – «2»', 'אמה', '👩‍👩‍👧'])
      expect([name, type.safeParse(body(name)).success]).toEqual([name, true]);
    for (const name of ['Em\nma', 'Em\u001b[2Jma', 'Em\u0085ma', '\u202eammE', 'E\u2066m', 'E\u0000']) {
      const { error } = type.safeParse(body(name));
      expect([name, error?.issues[0]?.message]).toEqual([name, expect.stringMatching(/^may hold neither/)]);
    }
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
