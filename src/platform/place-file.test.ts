import { execFileSync } from 'node:child_process';
import {
  access,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFile, SourceChanged, type SourceFile } from './place-file.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'place-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

async function source(name: string, content = 'audio'): Promise<SourceFile> {
  const path = join(dir, name);
  await writeFile(path, content);
  const { dev, ino } = await lstat(path, { bigint: true });
  return { path, sizeBytes: content.length, device: String(dev), inode: String(ino) };
}

const hasSharedMemory = await access('/dev/shm').then(
  async () => (await stat('/dev/shm')).dev !== (await stat(tmpdir())).dev,
  () => false,
);

describe('placeFile', () => {
  it('links where it can: one inode, nothing written', async () => {
    const file = await source('a.mp3');

    expect(await placeFile(file, join(dir, 'b.mp3'))).toEqual({ transfer: 'hardlink', reason: null });
    expect(String((await lstat(join(dir, 'b.mp3'), { bigint: true })).ino)).toBe(file.inode);
  });

  it.runIf(hasSharedMemory)('copies onto another file system and says why', async () => {
    const other = await mkdtemp('/dev/shm/place-');
    const file = await source('a.mp3', 'x'.repeat(100_000));

    const placed = await placeFile(file, join(other, 'b.mp3'));

    expect(placed).toEqual({
      transfer: 'copy',
      reason: 'EXDEV: the download and the library lie on different file systems',
    });
    expect(await readFile(join(other, 'b.mp3'), 'utf8')).toBe(await readFile(file.path, 'utf8'));
    await rm(other, { recursive: true });
  });

  it('never replaces what is there', async () => {
    const file = await source('a.mp3');
    await writeFile(join(dir, 'b.mp3'), 'mine');

    await expect(placeFile(file, join(dir, 'b.mp3'))).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(join(dir, 'b.mp3'), 'utf8')).toBe('mine');
  });

  it('refuses a link that took the place of the file since it was looked at', async () => {
    const file = await source('a.mp3');
    await rename(file.path, join(dir, 'elsewhere'));
    await symlink('/etc/passwd', file.path);

    await expect(placeFile(file, join(dir, 'b.mp3'))).rejects.toBeInstanceOf(SourceChanged);
    expect(await readdir(dir)).not.toContain('b.mp3');
  });

  it.runIf(hasSharedMemory)('refuses it when copying too', async () => {
    const other = await mkdtemp('/dev/shm/place-');
    const file = await source('a.mp3');
    await rename(file.path, join(dir, 'elsewhere'));
    await symlink('/etc/passwd', file.path);

    await expect(placeFile(file, join(other, 'b.mp3'))).rejects.toThrow();
    expect(await readdir(other)).toEqual([]);
    await rm(other, { recursive: true });
  });

  it.runIf(process.getuid?.() === 0 && mounts())('leaves nothing behind on a full disk', async () => {
    const full = await mkdtemp(join(tmpdir(), 'full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]);
    try {
      const file = await source('a.mp3', 'x'.repeat(200_000));

      await expect(placeFile(file, join(full, 'b.mp3'))).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(await readdir(full)).toEqual([]);
    } finally {
      execFileSync('umount', [full]);
      await rm(full, { recursive: true });
    }
  });
});

/** A container may forbid it. */
function mounts(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
