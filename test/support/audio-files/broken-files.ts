import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { audioBytes } from '../audio-files.ts';
import { endOfId3 } from './id3-tags.ts';
import { atomsIn } from './mp4-tags.ts';

/** Ways in which files in real libraries are broken; the value is the ending that such a file has. */
export const BROKEN_FILES = {
  'truncated-moov-last': '.m4b',
  'truncated-moov-first': '.m4b',
  'truncated-mp3': '.mp3',
  'truncated-flac': '.flac',
  'truncated-ogg': '.ogg',
  'truncated-wav': '.wav',
  'truncated-wma': '.wma',
  'zero-bytes': '.mp3',
  'only-zeros': '.m4b',
  'text-as-mp3': '.mp3',
  'text-as-m4b': '.m4b',
  'mp3-as-m4b': '.m4b',
  'huge-atom': '.m4b',
  'id3-size-lie': '.mp3',
  'bit-rot': '.mp3',
} as const;

export type BrokenFile = keyof typeof BROKEN_FILES;

/** Writes a file that is broken in one way (and the folders above it). */
export async function makeBrokenFile(path: string, kind: BrokenFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await brokenBytes(kind));
}

/** Writes an MP3 whose name, `caf\xE9.mp3` in Latin-1, is not UTF-8. */
export async function makeUndecodableName(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = Buffer.concat([Buffer.from(join(folder, 'caf')), Buffer.of(0xe9), Buffer.from('.mp3')]);
  await writeFile(path, await audioBytes({ format: 'mp3', seconds: 2 }));
}

async function brokenBytes(kind: BrokenFile): Promise<Buffer> {
  switch (kind) {
    case 'truncated-moov-last':
      return half(await audioBytes({ format: 'm4b', seconds: 10 }));
    case 'truncated-moov-first':
      return half(await audioBytes({ format: 'm4b-faststart', seconds: 10, tags: { title: 'Cut' } }));
    case 'truncated-mp3':
      return half(await audioBytes({ format: 'mp3-vbr', seconds: 10 }));
    case 'truncated-flac':
      return half(await audioBytes({ format: 'flac', seconds: 10 }));
    case 'truncated-ogg':
      return half(await audioBytes({ format: 'ogg', seconds: 10 }));
    case 'truncated-wav':
      return half(await audioBytes({ format: 'wav', seconds: 10 }));
    case 'truncated-wma':
      return half(await audioBytes({ format: 'wma', seconds: 10 }));
    case 'zero-bytes':
      return Buffer.alloc(0);
    case 'only-zeros':
      return Buffer.alloc(50_000);
    case 'text-as-mp3':
    case 'text-as-m4b':
      return Buffer.from('This is a text, not a book that is read aloud.\n'.repeat(400));
    case 'mp3-as-m4b':
      return audioBytes({ format: 'mp3', seconds: 5, tags: { title: 'Misnamed' } });
    case 'huge-atom':
      return withHugeAtom(await audioBytes({ format: 'm4b', seconds: 5 }));
    case 'id3-size-lie':
      return withId3SizeLie(await audioBytes({ format: 'mp3', seconds: 5, tags: { title: 'Liar' } }));
    case 'bit-rot':
      return withBitRot(await audioBytes({ format: 'mp3', seconds: 10, tags: { title: 'Rotten' } }));
  }
}

function half(file: Buffer): Buffer {
  return file.subarray(0, Math.floor(file.length / 2));
}

/** The index claims to be 2^64 − 1 bytes long. */
function withHugeAtom(file: Buffer): Buffer {
  const moov = atomsIn(file, 0, file.length).find((atom) => atom.type === 'moov');
  if (!moov) throw new Error('The file has no moov atom.');
  const head = Buffer.from('00000001000000000000000000000000', 'hex');
  head.write('moov', 4, 'latin1');
  head.fill(0xff, 8);
  return Buffer.concat([file.subarray(0, moov.start), head, file.subarray(moov.start + 8)]);
}

function withId3SizeLie(file: Buffer): Buffer {
  const lying = Buffer.from(file);
  lying.fill(0x7f, 6, 10);
  return lying;
}

/** Bytes in the middle of the audio are not what they were; the same ones each time. */
function withBitRot(file: Buffer): Buffer {
  const rotten = Buffer.from(file);
  const start = endOfId3(file) + Math.floor((file.length - endOfId3(file)) / 2);
  for (let at = start; at < start + 4000; at += 3) rotten[at] = (at * 31) & 0xff;
  return rotten;
}
