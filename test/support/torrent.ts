import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bencodable, encodeBencode } from './torrent-bencode.ts';

/** The bytes of a private `.torrent` for a file or a folder, made by mktorrent. */
export async function makeTorrent(options: {
  readonly contentPath: string;
  readonly announceUrl: string;
}): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'torrent-'));
  try {
    const target = join(folder, 'made.torrent');
    await promisify(execFile)('mktorrent', [
      '-p',
      '-a',
      options.announceUrl,
      '-o',
      target,
      options.contentPath,
    ]);
    return await readFile(target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A `.torrent` that no honest program would make; `info` may replace anything in it. */
export function forgeTorrent(info: Readonly<Record<string, Bencodable>> = {}): Uint8Array {
  return encodeBencode({
    announce: 'http://127.0.0.1:1/announce',
    info: { name: 'book', 'piece length': 16_384, pieces: Buffer.alloc(20), private: 1, ...info },
  });
}

/** A torrent of one small file in v1 and v2 at once, or in v2 alone; qBittorrent takes it for valid. */
export function makeV2Torrent({
  name,
  content,
  isHybrid,
}: {
  readonly name: string;
  readonly content: Uint8Array;
  readonly isHybrid: boolean;
}): Uint8Array {
  const root = createHash('sha256').update(content).digest();
  const v1 = { length: content.length, pieces: createHash('sha1').update(content).digest() };
  return encodeBencode({
    info: {
      'file tree': { [name]: { '': { length: content.length, 'pieces root': root } } },
      'meta version': 2,
      name,
      'piece length': 16_384,
      ...(isHybrid ? v1 : {}),
    },
    'piece layers': {},
  });
}
