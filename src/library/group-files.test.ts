import { describe, expect, it } from 'vitest';
import { type FoundFolder, groupFiles } from './group-files.ts';

interface Named {
  readonly name: string;
  readonly path: string;
}

/** Builds the folders out of the paths of their files. */
function tree(...paths: readonly string[]): FoundFolder<Named> {
  return folder('', paths);
}

function folder(path: string, paths: readonly string[]): FoundFolder<Named> {
  const below = paths.map((one) => (path === '' ? one : one.slice(path.length + 1)));
  const files = below.filter((one) => !one.includes('/'));
  const names = new Set(
    below.filter((one) => one.includes('/')).map((one) => one.slice(0, one.indexOf('/'))),
  );
  const within = (name: string) => (path === '' ? name : `${path}/${name}`);
  return {
    path,
    files: files.map((name) => ({ name, path: within(name) })),
    folders: [...names].map((name) =>
      folder(
        within(name),
        paths.filter((one) => one.startsWith(`${within(name)}/`)),
      ),
    ),
  };
}

function grouped(...paths: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    groupFiles(tree(...paths)).map(({ path, files }) => [path, files.map((file) => file.path)]),
  );
}

describe('groupFiles', () => {
  it('makes an item of every folder with audio', () => {
    expect(grouped('Austen/Emma/1.mp3', 'Austen/Emma/2.mp3', 'Austen/Persuasion/p.m4b', 'notes.txt')).toEqual(
      {
        'Austen/Emma': ['Austen/Emma/1.mp3', 'Austen/Emma/2.mp3'],
        'Austen/Persuasion': ['Austen/Persuasion/p.m4b'],
      },
    );
  });

  it('puts the discs of a book together, the tenth after the second', () => {
    expect(grouped('A/Emma/CD10/1.mp3', 'A/Emma/CD2/1.mp3', 'A/Emma/CD1/1.mp3')).toEqual({
      'A/Emma': ['A/Emma/CD1/1.mp3', 'A/Emma/CD2/1.mp3', 'A/Emma/CD10/1.mp3'],
    });
  });

  it('keeps other folders beside the discs apart', () => {
    expect(grouped('A/Emma/Disc 1/1.mp3', 'A/Emma/Persuasion/1.mp3')).toEqual({
      'A/Emma': ['A/Emma/Disc 1/1.mp3'],
      'A/Emma/Persuasion': ['A/Emma/Persuasion/1.mp3'],
    });
  });

  it('makes an item of each single file in the library itself, and never takes the library for a book', () => {
    expect(groupFiles(tree('Emma.m4b', 'Persuasion.mp3', 'CD1/1.mp3'))).toMatchObject([
      { path: 'Emma.m4b', isFile: true },
      { path: 'Persuasion.mp3', isFile: true },
      { path: 'CD1', isFile: false },
    ]);
  });

  it.each([
    '.hidden/a.mp3',
    'A/@eaDir/a.mp3',
    '#recycle/a.mp3',
    '$RECYCLE.BIN/a.mp3',
    'lost+found/a.mp3',
    'A/._a.mp3',
  ])('passes over %s', (path) => {
    expect(grouped(path)).toEqual({});
  });
});
