import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startS3, type TestS3 } from '../../../../test/support/s3.ts';
import { makeScratchFolder } from '../../../../test/support/scratch-folder.ts';
import { NotFound, Refused, Unavailable } from '../../../base/errors.ts';
import type { S3Config } from '../../../platform/config.ts';
import { createOutbound, type Outbound } from '../../../platform/outbound.ts';
import type { BackupPlace } from '../backup-place.ts';
import { folderPlace } from './folder-place.ts';
import { s3Place } from './s3-place.ts';

const ONE = 'mamcrawler-2026-11-22T033700Z-schedule.zip';
const TWO = 'mamcrawler-2026-11-23T033700Z-manual.zip';
const PART = 64 * 1024;

const ending = new AsyncDisposableStack();
let folder: string;
let s3: TestS3;
let outbound: Outbound;

beforeAll(async () => {
  folder = ending.use(makeScratchFolder()).path;
  s3 = ending.use(await startS3());
  outbound = ending.use(createOutbound({ userAgent: 'MAMcrawler/test' }));
});

afterAll(() => ending.disposeAsync());

const places: readonly (readonly [string, () => BackupPlace])[] = [
  ['a folder', () => folderPlace(join(folder, 'backups'))],
  ['a bucket', () => s3Place(outbound, s3.config, PART)],
];

async function fileOf(bytes: Buffer): Promise<string> {
  const file = join(folder, 'file');
  await writeFile(file, bytes);
  return file;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe.each(places)('%s', (_, openPlace) => {
  let place: BackupPlace;

  beforeEach(async () => {
    place = openPlace();
    await mkdir(join(folder, 'backups'), { recursive: true });
    for (const { name } of await place.list()) await place.remove(name);
  });

  it.each([0, 1, PART, PART + 1, 5 * PART + 7])('gives back the %d bytes that it was given', async (size) => {
    const bytes = randomBytes(size);
    await place.keep(ONE, await fileOf(bytes));

    const { sizeBytes, body } = await place.open(ONE);
    const read = await buffer(body);
    expect([sizeBytes, read.length, sha256(read)]).toEqual([size, size, sha256(bytes)]);
    expect(await place.list()).toEqual([{ name: ONE, sizeBytes: size }]);
  });

  it('puts a new file in the place of one of the same name', async () => {
    await place.keep(ONE, await fileOf(Buffer.from('first')));
    await place.keep(ONE, await fileOf(Buffer.from('second')));
    expect((await buffer((await place.open(ONE)).body)).toString()).toBe('second');
  });

  it('lists backups alone, and removes one of them', async () => {
    await place.keep(ONE, await fileOf(Buffer.from('1')));
    await place.keep(TWO, await fileOf(Buffer.from('22')));
    await place.remove(ONE);
    expect(await place.list()).toEqual([{ name: TWO, sizeBytes: 2 }]);
    await expect(place.open(ONE)).rejects.toThrow(NotFound);
    await place.remove(ONE);
  });

  it.each(['../secrets.json', 'secrets.json', `${ONE}.part`])('touches nothing else: %s', async (name) => {
    expect(() => place.addressOf(name)).toThrow(NotFound);
    await expect(place.open(name)).rejects.toThrow(NotFound);
    await expect(place.remove(name)).rejects.toThrow(NotFound);
  });

  it('says what is wrong where the file is not there', async () => {
    await expect(place.keep(ONE, join(folder, 'no such file'))).rejects.toThrow();
    expect(await place.list()).toEqual([]);
  });
});

describe('a folder', () => {
  it('is for its owner alone, and so is what lies in it', async () => {
    const own = join(folder, 'own');
    await folderPlace(own).keep(ONE, await fileOf(Buffer.from('secret')));
    const modes = [own, join(own, ONE)].map(async (path) => (await stat(path)).mode & 0o777);
    expect(await Promise.all(modes)).toEqual([0o700, 0o600]);
    expect(await readdir(own)).toEqual([ONE]);
  });

  it('that is not there is not an empty one', async () => {
    const place = folderPlace(join(folder, 'not mounted'));
    for (const work of [() => place.list(), () => place.open(ONE), () => place.remove(ONE)]) {
      const fault: unknown = await work().catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(Unavailable);
      expect(String(fault)).toContain('is not there. Mount it');
    }
  });

  it('leaves alone what is no backup', async () => {
    const shared = join(folder, 'shared');
    await mkdir(join(shared, TWO), { recursive: true });
    await writeFile(join(shared, 'notes.txt'), '');
    expect(await folderPlace(shared).list()).toEqual([]);
  });
});

describe('a bucket', () => {
  const broken = (more: Partial<S3Config>) => s3Place(outbound, { ...s3.config, ...more }, PART);

  it('is listed to its end, page after page', async () => {
    const place = s3Place(outbound, { ...s3.config, prefix: 'many/' });
    const names = Array.from(
      { length: 12 },
      (_, day) => `mamcrawler-2026-11-${day + 10}T033700Z-schedule.zip`,
    );
    const file = await fileOf(Buffer.from('x'));
    for (const name of names) await place.keep(name, file);
    expect((await place.list()).map(({ name }) => name)).toEqual(names);
  });

  it('keeps nothing of what was broken off', async () => {
    const place = broken({});
    const file = await fileOf(randomBytes(4 * PART));
    await expect(place.keep(TWO, file, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    expect((await place.list()).map(({ name }) => name)).not.toContain(TWO);
  });

  it.each([
    ['the key is wrong', { secretAccessKey: 'wrong' }, Refused, /BACKUP_S3_ACCESS_KEY_ID/],
    ['there is no such bucket', { bucket: 'elsewhere' }, Refused, /Make it, or correct BACKUP_S3_BUCKET/],
    ['nobody is there', { endpoint: 'http://127.0.0.1:1' }, Unavailable, /127\.0\.0\.1:1/],
  ] as const)('says what to do where %s', async (_, more, kind, words) => {
    const place = broken(more);
    const file = await fileOf(Buffer.from('x'));
    for (const work of [() => place.list(), () => place.keep(ONE, file), () => place.open(ONE)]) {
      const fault: unknown = await work().catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(kind);
      expect(String(fault)).toMatch(words);
      expect(String(fault)).not.toContain('S3RVER');
    }
  });
});
