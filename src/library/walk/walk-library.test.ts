import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeUndecodableName } from '../../../test/support/audio-files/broken-files.ts';
import { checkRoot } from './check-root.ts';
import { findItem, walkLibrary } from './walk-library.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'walk-library-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function put(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await writeFile(join(root, path), path);
  }
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  // A weak reference holds on until the end of the turn that asked it.
  await setImmediate();
  runInNewContext('gc')();
}

async function walk() {
  return (await Array.fromAsync(walkLibrary(root))).flat();
}

describe('walkLibrary', () => {
  it('finds folders, discs and single files in natural order', async () => {
    await put(
      'Austen/Emma/CD10/1.mp3',
      'Austen/Emma/CD2/1.mp3',
      'Zola/Nana 10/a.m4b',
      'Zola/Nana 2/a.m4b',
      'Solo.m4b',
    );

    const items = await walk();

    expect(items.map(({ path, isFile, files }) => [path, isFile, files.map((file) => file.path)])).toEqual([
      ['Solo.m4b', true, ['Solo.m4b']],
      ['Austen/Emma', false, ['Austen/Emma/CD2/1.mp3', 'Austen/Emma/CD10/1.mp3']],
      ['Zola/Nana 2', false, ['Zola/Nana 2/a.m4b']],
      ['Zola/Nana 10', false, ['Zola/Nana 10/a.m4b']],
    ]);
  });

  it('says of each file how large and how old it is, and which inode it has', async () => {
    await put('Emma/e.mp3');
    const stats = await stat(join(root, 'Emma/e.mp3'));

    const [item] = await walk();

    expect(item?.files).toEqual([
      {
        path: 'Emma/e.mp3',
        sizeBytes: stats.size,
        mtimeMs: Math.floor(stats.mtimeMs),
        inode: String(stats.ino),
        fault: null,
      },
    ]);
  });

  it.each([
    [['Emma/a.jpg', 'Emma/Folder.JPG', 'Emma/cover.png'], 'Emma/cover.png'],
    [['Emma/a.jpg', 'Emma/Folder.JPG'], 'Emma/Folder.JPG'],
    [['Emma/scan 10.jpg', 'Emma/scan 2.jpg'], 'Emma/scan 2.jpg'],
    [['Emma/CD1/cover.webp'], 'Emma/CD1/cover.webp'],
    [['Emma/back.jpg', 'Emma/Emma - Front Cover.jpg', 'Emma/a.jpg'], 'Emma/Emma - Front Cover.jpg'],
    [['Emma/Author.jpg', 'Emma/CD 1.jpg', 'Emma/z.jpg'], 'Emma/z.jpg'],
    [['Emma/back cover.jpg', 'Emma/poster.png'], 'Emma/poster.png'],
    [
      ['Emma/AlbumArt_{7C}_Large.jpg', 'Emma/AlbumArt_{7C}_Small.jpg', 'Emma/a.jpg'],
      'Emma/AlbumArt_{7C}_Large.jpg',
    ],
    [['Emma/back.jpg'], 'Emma/back.jpg'],
    [['Emma/cover.txt'], null],
  ])('takes from %j the cover %s', async (images, cover) => {
    await put('Emma/CD1/e.mp3', ...images);

    expect((await walk())[0]?.coverFile).toBe(cover);
  });

  it('finds what lies beside the audio and tells of the book', async () => {
    await put(
      'Emma/CD1/e.mp3',
      'Emma/CD1/disc.CUE',
      'Emma/metadata.json',
      'Emma/desc.txt',
      'Emma/Reader.txt',
    );
    await put('Emma/notes.txt', 'Emma/book.nfo', 'Solo.m4b', 'Solo.metadata.json', 'Solo.opf', 'Duo.opf');
    const { mtimeMs } = await stat(join(root, 'Emma/desc.txt'));

    const [solo, emma] = await walk();

    expect(solo?.sidecars.map(({ path, kind }) => [path, kind])).toEqual([
      ['Solo.metadata.json', 'metadata_json'],
      ['Solo.opf', 'opf'],
    ]);
    expect(emma?.sidecars.map(({ path, kind }) => [path, kind])).toEqual([
      ['Emma/book.nfo', 'nfo'],
      ['Emma/desc.txt', 'desc_txt'],
      ['Emma/metadata.json', 'metadata_json'],
      ['Emma/Reader.txt', 'reader_txt'],
      ['Emma/CD1/disc.CUE', 'cue'],
    ]);
    expect(emma?.sidecars[1]).toMatchObject({ sizeBytes: 13, mtimeMs: Math.trunc(mtimeMs) });
  });

  it('lists a file whose name is not UTF-8 with its fault', async () => {
    await put('Emma/a.mp3');
    await makeUndecodableName(join(root, 'Emma'));

    const [item] = await walk();

    expect(item?.files.map(({ path, fault }) => [path, fault])).toEqual([
      ['Emma/a.mp3', null],
      ['Emma/caf\\xE9.mp3', expect.stringMatching(/^The file's name is not valid UTF-8/u)],
    ]);
  });

  it('names a folder whose name is not UTF-8 and goes on', async () => {
    await put('Emma/a.mp3');
    await mkdir(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.of(0xe9)]));

    const items = await walk();

    expect(items.map(({ path, faults }) => [path, faults.length])).toEqual([
      ['caf\\xE9', 1],
      ['Emma', 0],
    ]);
  });

  it('follows no link in a circle, none out of the library, and finds nothing twice', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'o.mp3'), 'o');
    await put('Emma/a.mp3');
    await symlink(root, join(root, 'Emma/circle'));
    await symlink(join(root, 'Emma'), join(root, 'Again'));
    await symlink(outside, join(root, 'Out'));
    await symlink(join(outside, 'o.mp3'), join(root, 'Emma/o.mp3'));
    await symlink('nowhere.mp3', join(root, 'Emma/dangling.mp3'));

    const items = await walk();
    await rm(outside, { recursive: true });

    expect(
      items.flatMap(({ files, faults }) => [...files, ...faults].map(({ path, fault }) => [path, fault])),
    ).toEqual([
      ['Out', 'This is a link that leads out of the library.'],
      ['Emma/a.mp3', null],
      ['Emma/dangling.mp3', 'This is a link to a file that is not there.'],
      ['Emma/o.mp3', 'This is a link that leads out of the library.'],
    ]);
  });

  it('passes over what lies deeper than a path may be long, and says so', async () => {
    const long = (letter: string) => letter.repeat(240);
    const deep = [...'abcdefgh'].map(long).join('/');
    await put('Emma/a.mp3', `${deep}/near.mp3`, `${deep}/${long('i')}/far.mp3`);

    const items = await walk();

    expect(items.map(({ path, files, faults }) => [path, files.map((file) => file.path), faults])).toEqual([
      [
        deep,
        [`${deep}/near.mp3`],
        [
          {
            path: deep,
            fault: expect.stringMatching(/^i{240} is not read: its path has more than 2000 bytes/u),
          },
        ],
      ],
      ['Emma', ['Emma/a.mp3'], []],
    ]);
  });

  it('reads a library that is itself a link', async () => {
    await put('real/Emma/a.mp3');
    await symlink(join(root, 'real'), join(root, 'link'));

    const items = (await Array.fromAsync(walkLibrary(join(root, 'link')))).flat();

    expect(items.map((item) => item.path)).toEqual(['Emma']);
  });

  it('takes a pipe under an audio file’s name for what it is', async () => {
    await put('Emma/a.mp3');
    execFileSync('mkfifo', [join(root, 'Emma/pipe.mp3')]);

    const [item] = await walk();

    expect(item?.files.map(({ fault }) => fault)).toEqual([null, expect.stringMatching(/not a file/u)]);
  });

  it.skipIf(process.getuid?.() === 0)('names a folder that may not be read and goes on', async () => {
    await put('Closed/a.mp3', 'Emma/a.mp3');
    await chmod(join(root, 'Closed'), 0);

    const items = await walk();
    await chmod(join(root, 'Closed'), 0o700);

    expect(items.map(({ path, faults }) => [path, faults[0]?.fault ?? null])).toEqual([
      ['Closed', 'The folder may not be read: the program lacks the permission.'],
      ['Emma', null],
    ]);
  });
});

describe('a walk', () => {
  it('does not keep what it gave out', async () => {
    await put(...Array.from({ length: 700 }, (_, at) => `${at}/a.mp3`));
    const given: WeakRef<object>[] = [];

    for await (const items of walkLibrary(root)) {
      given.push(new WeakRef(items));
      await collectGarbage();
      // What came last is still in hand.
      const kept = given.slice(0, -2).filter((chunk) => chunk.deref() !== undefined);
      expect(kept).toEqual([]);
    }

    expect(given.length).toBeGreaterThan(3);
  });
});

describe('findItem', () => {
  it('finds what a folder is, and nothing in its place', async () => {
    await put('Solo.m4b', 'Emma/CD1/1.mp3', 'Emma/CD2/1.mp3');

    expect(await findItem(root, 'Emma')).toMatchObject({ path: 'Emma', files: [{}, {}] });
    await expect(findItem(root, 'Nana')).rejects.toThrow('There is no audio in Nana.');
  });
});

describe('a library that went away', () => {
  it('fails its walk', async () => {
    await expect(Array.fromAsync(walkLibrary(join(root, 'gone')))).rejects.toThrow('ENOENT');
  });
});

describe('checkRoot', () => {
  it('accepts a folder and says what is wrong with anything else', async () => {
    await put('file.txt');

    expect(await checkRoot(root)).toBeNull();
    expect(await checkRoot(join(root, 'nowhere'))).toBe(`There is no folder ${root}/nowhere.`);
    expect(await checkRoot(join(root, 'file.txt'))).toBe(`${root}/file.txt is not a folder.`);
    expect(await checkRoot(join(root, 'file.txt/below'))).toBe(`There is no folder ${root}/file.txt/below.`);
  });
});
