import { readAsfProperties } from './asf-properties.ts';
import type { ByteSource } from './byte-source.ts';
import { cutOff, type Structure, structure } from './structure.ts';

const OGG_HEAD_BYTES = 27;
const LARGEST_OGG_PAGE = OGG_HEAD_BYTES + 255 + 255 * 255;

/** An Ogg file: its last page must end within the file. */
export function inspectOgg(source: ByteSource): Structure {
  const tailStart = Math.max(0, source.sizeBytes - LARGEST_OGG_PAGE);
  const tail = source.read(tailStart, LARGEST_OGG_PAGE);
  const at = tail.lastIndexOf('OggS', undefined, 'latin1');
  if (at < 0) return structure('ogg', { fault: 'The file is damaged: it does not end in Ogg audio.' });
  const segments = tail[at + 26] ?? 0;
  const lengths = tail.subarray(at + OGG_HEAD_BYTES, at + OGG_HEAD_BYTES + segments);
  const bytes = OGG_HEAD_BYTES + segments + lengths.reduce((sum, length) => sum + length, 0);
  const end = tailStart + at + bytes;
  return structure('ogg', { fault: end > source.sizeBytes ? cutOff(end, source.sizeBytes) : null });
}

/** Streams are written with one of these where the length is not yet known. */
const OPEN_LENGTHS: ReadonlySet<number> = new Set([0, 0xffff_ffff, 0x7fff_ffff]);

/** A WAV file: the length in its head must fit the file. */
export function inspectWav(source: ByteSource): Structure {
  const head = source.read(0, 8);
  const length = head.readUInt32LE(4);
  const isOpen = head.toString('latin1', 0, 4) !== 'RIFF' || OPEN_LENGTHS.has(length);
  const promised = length + 8;
  // Some writers forget the padding byte.
  const isCut = !isOpen && promised > source.sizeBytes + 1;
  return structure('wav', { fault: isCut ? cutOff(promised, source.sizeBytes) : null });
}

const ASF_FILE_PROPERTIES = Buffer.from('a1dcab8c47a9cf118ee400c00c205365', 'hex');
const BROADCAST = 1;

/** A Windows Media file: the length in its file properties must fit the file. */
export function inspectAsf(source: ByteSource): Structure {
  const head = source.read(0, 64 * 1024);
  const at = head.indexOf(ASF_FILE_PROPERTIES);
  if (at < 0 || head.length < at + 92) {
    return structure('asf', { fault: 'The file is damaged: it does not say how long it is.' });
  }
  const promised = Number(head.readBigUInt64LE(at + 40));
  const isBroadcast = (head.readUInt32LE(at + 88) & BROADCAST) !== 0;
  const isCut = !isBroadcast && promised > source.sizeBytes;
  return structure('asf', {
    fault: isCut ? cutOff(promised, source.sizeBytes) : null,
    properties: readAsfProperties(head),
  });
}
