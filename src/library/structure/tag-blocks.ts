import type { ByteSource } from './byte-source.ts';
import { inBytes } from './structure.ts';

export interface AudioSpan {
  /** Where the audio begins, after the tags at the front. */
  readonly start: number;
  /** Where it ends, before the tags at the back. */
  readonly end: number;
  readonly fault: string | null;
}

const ID3_HEAD_BYTES = 10;

/** What lies between the ID3v2 tags at the front and the APE and ID3v1 tags at the back. */
export function audioSpan(source: ByteSource): AudioSpan {
  let start = 0;
  for (;;) {
    const head = source.read(start, ID3_HEAD_BYTES);
    const size = id3Size(head);
    if (size === null) break;
    if (start + size > source.sizeBytes) {
      const claim = `The file's ID3 tag claims ${inBytes(size)} bytes`;
      return {
        start: start + ID3_HEAD_BYTES,
        end: endOfAudio(source),
        fault: `${claim}, but the whole file has ${inBytes(source.sizeBytes)}.`,
      };
    }
    start += size;
  }
  return { start, end: Math.max(start, endOfAudio(source)), fault: null };
}

function id3Size(head: Buffer): number | null {
  if (head.length < ID3_HEAD_BYTES || head.toString('latin1', 0, 3) !== 'ID3') return null;
  const [, , , version = 0, , flags = 0, a = 0, b = 0, c = 0, d = 0] = head;
  if (version === 0xff || (a | b | c | d) > 127) return null;
  const footer = version === 4 && (flags & 0x10) !== 0 ? ID3_HEAD_BYTES : 0;
  return ID3_HEAD_BYTES + ((a << 21) | (b << 14) | (c << 7) | d) + footer;
}

function endOfAudio(source: ByteSource): number {
  const id3v1 = source.sizeBytes - 128;
  const end = id3v1 >= 0 && source.read(id3v1, 3).toString('latin1') === 'TAG' ? id3v1 : source.sizeBytes;
  const footer = source.read(Math.max(0, end - 32), 32);
  if (footer.length < 32 || footer.toString('latin1', 0, 8) !== 'APETAGEX') return end;
  const hasHeader = (footer.readUInt32LE(20) & 0x8000_0000) !== 0;
  return Math.max(0, end - footer.readUInt32LE(12) - (hasHeader ? 32 : 0));
}
