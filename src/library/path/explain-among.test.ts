import { describe, expect, it } from 'vitest';
import { explainAmong, type ListNames } from './explain-among.ts';
import { folderNames } from './folder-names.ts';
import { readingOf } from './read-path.ts';

/** A library of these paths. */
function listing(paths: readonly string[]): ListNames {
  return (folder) => {
    const inside = folder === '' ? paths : paths.flatMap((path) => behind(path, `${folder}/`));
    return folderNames([...new Set(inside.map((path) => path.split('/')[0] ?? ''))]);
  };
}

function behind(path: string, start: string): readonly string[] {
  return path.startsWith(start) ? [path.slice(start.length)] : [];
}

async function read(path: string, ...beside: readonly string[]) {
  return readingOf(await explainAmong(listing([path, ...beside]), path, []));
}

describe('what the names beside a path tell of it', () => {
  it.each<[string, readonly string[], object]>([
    [
      'who of two is the author, since others are theirs, too',
      ['Mirak Deln - Qorlan Weft', 'Tidewater - Qorlan Weft', 'Quiet Harbours - Qorlan Weft'],
      { title: 'Mirak Deln', authors: ['Qorlan Weft'] },
    ],
    [
      'that a folder is a series, since others in it are numbered',
      [
        'Qorlan Weft/Low Water',
        ...['1 - Tidewater', '2 - Breakwater'].map((name) => `Qorlan Weft/Book ${name}`),
      ],
      { title: 'Low Water', authors: [], series: [{ name: 'Qorlan Weft', position: null }] },
    ],
    [
      'that a folder is a series, since others beside it number it',
      [
        'Qorlan Weft/Low Water',
        'Qorlan Weft, Book 1 - Tidewater - Mary Ellison',
        'Qorlan Weft, Book 2 - Breakwater - Mary Ellison',
      ],
      { title: 'Low Water', authors: [], series: [{ name: 'Qorlan Weft', position: null }] },
    ],
    [
      'where a title ends that a series ran into',
      ['Mary Ellison - Salt Road Qorlan, Book 3', 'Mary Ellison - Tidewater (Qorlan, Book 1)'],
      { title: 'Salt Road', series: [{ name: 'Qorlan', position: '3' }] },
    ],
  ])('%s', async (_, [path = '', ...beside], told) => {
    expect(await read(path)).not.toMatchObject(told);
    expect(await read(path, ...beside)).toMatchObject(told);
  });

  it('is asked only where a name leaves a doubt', async () => {
    const asked: string[] = [];
    const list: ListNames = (folder) => {
      asked.push(folder);
      return folderNames([]);
    };
    await explainAmong(list, 'Jane Austen/Emma', []);
    expect(asked).toEqual([]);

    await explainAmong(list, 'Shelf/Qorlan Weft/Emma', []);
    expect(asked).toEqual(['Shelf/Qorlan Weft', 'Shelf']);
  });

  it('is found among ten thousand names without reading them', async () => {
    const many = Array.from({ length: 9_996 }, (_, at) => `Number ${at} - A Title of ${at}`);
    const beside = ['Tidewater - Qorlan Weft', 'Quiet Harbours - Qorlan Weft'];

    expect(await read('Mirak Deln - Qorlan Weft', ...many, ...beside)).toMatchObject({
      authors: ['Qorlan Weft'],
    });
  });
});
