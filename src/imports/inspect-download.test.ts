import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inspectDownload } from './inspect-download.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inspect-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

it('finds audio in natural order, the cover, and counts the rest', async () => {
  for (const name of ['10.mp3', '2.mp3', 'z.jpg', 'Folder.JPG', 'notes.txt', 'book.pdf'])
    await writeFile(join(dir, name), name);

  const found = await inspectDownload(dir);

  expect(found?.audio.map(({ name }) => name)).toEqual(['2.mp3', '10.mp3']);
  expect(found?.cover?.name).toBe('Folder.JPG');
  expect(found).toMatchObject({ otherCount: 3, dangers: [] });
});

it('looks at a single file as at a folder', async () => {
  await writeFile(join(dir, 'book.m4b'), 'x');

  expect((await inspectDownload(join(dir, 'book.m4b')))?.audio).toMatchObject([
    { name: 'book.m4b', sizeBytes: 1 },
  ]);
});

it('is null where nothing is', async () => {
  expect(await inspectDownload(join(dir, 'nothing'))).toBeNull();
  expect(await inspectDownload(join(dir, 'no', 'such', 'folder'))).toBeNull();
});

it('names links, pipes and devices as dangers and follows none of them', async () => {
  await mkdir(join(dir, 'CD1'));
  await symlink('/etc/passwd', join(dir, 'CD1', '01.mp3'));
  await symlink('/etc', join(dir, 'folder'));
  execFileSync('mkfifo', [join(dir, '02.mp3')]);
  await writeFile(join(dir, '03.mp3'), 'x');

  const found = await inspectDownload(dir);

  expect(found?.dangers.toSorted()).toEqual([
    '"02.mp3" is a named pipe, not a file.',
    '"CD1/01.mp3" is a symbolic link, not a file.',
    '"folder" is a symbolic link, not a file.',
  ]);
  expect(found?.audio.map(({ name }) => name)).toEqual(['03.mp3']);
});

it('shows control characters of a name instead of printing them', async () => {
  await symlink('/etc/passwd', join(dir, 'a\u001b[31m.mp3'));

  expect((await inspectDownload(dir))?.dangers).toEqual(['"a?[31m.mp3" is a symbolic link, not a file.']);
});

it('does not look into folders without end', async () => {
  await mkdir(join(dir, ...Array.from({ length: 20 }, () => 'deep')), { recursive: true });

  expect((await inspectDownload(dir))?.dangers).toHaveLength(1);
});

it('names a socket as a danger', async () => {
  await using server = createServer().listen(join(dir, 'talk.mp3'));
  await once(server, 'listening');

  expect((await inspectDownload(dir))?.dangers).toEqual(['"talk.mp3" is a socket, not a file.']);
});
