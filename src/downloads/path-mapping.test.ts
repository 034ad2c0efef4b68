import { describe, expect, it } from 'vitest';
import { mapClientPath } from './path-mapping.ts';

describe('mapClientPath', () => {
  it.each([
    ['no mapping', '/data/book', [], '/data/book'],
    ['a folder', '/data/book', [{ remote: '/data', local: '/mnt/dl' }], '/mnt/dl/book'],
    ['the folder itself', '/data', [{ remote: '/data', local: '/mnt/dl' }], '/mnt/dl'],
    ['not the beginning of a name', '/data2/book', [{ remote: '/data', local: '/mnt/dl' }], '/data2/book'],
    ['slashes at the ends', '/data/book/', [{ remote: '/data/', local: '/mnt/dl/' }], '/mnt/dl/book'],
    ['doubled slashes', '//data//book', [{ remote: '/data', local: '/mnt/dl' }], '/mnt/dl/book'],
    ['everything', '/data/book', [{ remote: '/', local: '/mnt' }], '/mnt/data/book'],
    ['to the root', '/data/book', [{ remote: '/data', local: '/' }], '/book'],
    ['the root to the root', '/', [{ remote: '/', local: '/' }], '/'],
    ['names have a case', '/Data/book', [{ remote: '/data', local: '/mnt' }], '/Data/book'],
    ['odd names stay', '/data/a: b\\c', [{ remote: '/data', local: '/mnt' }], '/mnt/a: b\\c'],
    [
      'Windows',
      'D:\\Torrents\\Books\\x.m4b',
      [{ remote: 'D:\\Torrents', local: '/mnt' }],
      '/mnt/Books/x.m4b',
    ],
    [
      'Windows with slashes',
      'd:/torrents/Books',
      [{ remote: 'D:\\Torrents\\', local: '/mnt' }],
      '/mnt/Books',
    ],
    ['a share', '\\\\NAS\\dl\\Book', [{ remote: '\\\\nas\\dl', local: '/mnt/dl' }], '/mnt/dl/Book'],
    ['Windows is not the root', 'C:\\x', [{ remote: '/', local: '/mnt' }], 'C:\\x'],
    [
      'a way out of the folder',
      '/data/../etc/passwd',
      [{ remote: '/data', local: '/mnt' }],
      '/data/../etc/passwd',
    ],
    ['a way out of the target', '/data/a/../../data/b', [{ remote: '/data', local: '/mnt' }], '/mnt/b'],
    ['nothing yet', '', [{ remote: '/data', local: '/mnt' }], ''],
  ])('maps by component: %s', (_name, path, mappings, local) => {
    expect(mapClientPath(path, mappings)).toBe(local);
  });

  it('takes the longest mapping', () => {
    const mappings = [
      { remote: '/data', local: '/mnt/a' },
      { remote: '/data/books', local: '/mnt/b' },
      { remote: '/', local: '/mnt/c' },
    ];

    expect(mapClientPath('/data/books/x', mappings)).toBe('/mnt/b/x');
    expect(mapClientPath('/data/films/x', mappings)).toBe('/mnt/a/films/x');
    expect(mapClientPath('/other/x', mappings)).toBe('/mnt/c/other/x');
  });
});
