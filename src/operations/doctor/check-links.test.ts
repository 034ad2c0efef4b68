import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeScratchFolder, type ScratchFolder } from '../../../test/support/scratch-folder.ts';
import { checkLink, judgeLink, tryLink } from './check-links.ts';

let scratch: ScratchFolder;
let downloads: string;
let books: string;

beforeEach(async () => {
  scratch = makeScratchFolder();
  [downloads, books] = [join(scratch.path, 'downloads'), join(scratch.path, 'books')];
  await mkdir(downloads);
  await mkdir(books);
});

afterEach(() => scratch[Symbol.dispose]());

const place = (name: string, path: string) => ({ name, path });

describe('trying out a link', () => {
  it('finds that it can be made, and leaves nothing', async () => {
    expect(await tryLink(downloads, books)).toEqual({ way: 'hardlink' });
    expect([await readdir(downloads), await readdir(books)]).toEqual([[], []]);
  });

  it('finds that two disks cannot be linked, and leaves nothing', async (context) => {
    const isOther = await stat('/dev/shm').then(async ({ dev }) => dev !== (await stat(downloads)).dev);
    if (!isOther) context.skip();
    const reading = await tryLink(downloads, '/dev/shm');

    expect(reading).toEqual({ way: 'copy', code: 'EXDEV', isSameDevice: false });
    expect(await readdir(downloads)).toEqual([]);
    expect((await readdir('/dev/shm')).filter((name) => name.includes('mamcrawler-doctor'))).toEqual([]);
  });

  it('says why it could not be tried', async () => {
    const gone = place('The download folder "gone"', join(scratch.path, 'gone'));

    expect(await checkLink(gone, place('The library "Books"', books))).toMatchObject({
      name: 'hardlinks',
      status: 'skipped',
      detail: expect.stringMatching(/^From the download folder "gone" into the library "Books" .*ENOENT/),
    });
  });
});

describe('what it means', () => {
  const judge = (reading: Parameters<typeof judgeLink>[2]) =>
    judgeLink('The folder "A"', 'The library "B"', reading);

  it.each([
    [{ way: 'hardlink' }, 'ok', /go on seeding.*once/],
    [{ way: 'reflink', code: 'EXDEV', isSameDevice: true }, 'ok', /cloned/],
    [{ way: 'copy', code: 'EXDEV', isSameDevice: false }, 'warning', /twice/],
  ] as const)('of %j', (reading, status, detail) => {
    expect(judge(reading)).toMatchObject({ status, detail: expect.stringMatching(detail) });
  });

  it('tells two mounts of one disk from two disks', () => {
    const mounts = judge({ way: 'copy', code: 'EXDEV', isSameDevice: true });
    const disks = judge({ way: 'copy', code: 'EXDEV', isSameDevice: false });

    expect(mounts.what_to_do).toContain('one volume in the place of two');
    expect(disks.what_to_do).toContain('on one file system');
  });
});
