import type { ByteSource } from './byte-source.ts';

const HEAD_BYTES = 10;
const LONGEST_FRAME_BYTES = 64 * 1024;
const MOST_FRAMES = 500;
/** Of the tag: bytes were put in between, or a head of unknown length follows. Of a frame: packed in some way. */
const REARRANGED = 0xc0;
const PACKED = 0xff;

/**
 * What an ID3v2 tag says and TagLib leaves out: of the people involved those in parts that it has no name for (a reader
 * among them), and texts that are kept as lyrics.
 */
export function readId3Properties(source: ByteSource): Readonly<Record<string, readonly string[]>> {
  const properties: Record<string, readonly string[]> = {};
  const head = source.read(0, HEAD_BYTES);
  const version = head[3] ?? 0;
  const isReadable = head.toString('latin1', 0, 3) === 'ID3' && (version === 3 || version === 4);
  if (!isReadable || ((head[5] ?? 0) & REARRANGED) !== 0) return properties;
  const end = Math.min(HEAD_BYTES + syncsafe(head, 6), source.sizeBytes);
  for (let at = HEAD_BYTES, count = 0; at + HEAD_BYTES < end && count < MOST_FRAMES; count += 1) {
    const frame = source.read(at, HEAD_BYTES);
    const id = frame.toString('latin1', 0, 4);
    const length = version === 4 ? syncsafe(frame, 4) : frame.readUInt32BE(4);
    const from = at + HEAD_BYTES;
    at = from + length;
    if (!/^[A-Z0-9]{4}$/u.test(id) || at > end) break;
    if (length > LONGEST_FRAME_BYTES || ((frame[9] ?? 0) & PACKED) !== 0) continue;
    if (id === 'TIPL' || id === 'IPLS') Object.assign(properties, people(source.read(from, length)));
    if (id === 'USLT') properties['LYRICS'] ??= [lyrics(source.read(from, length))];
  }
  return properties;
}

/** Pairs of part and person. */
function people(frame: Buffer): Readonly<Record<string, readonly string[]>> {
  const texts = decoded(frame[0] ?? 0, frame.subarray(1)).split('\0');
  const named: Record<string, string[]> = {};
  for (let at = 0; at + 1 < texts.length; at += 2) {
    const key = `PERFORMER:${texts[at]?.toUpperCase()}`;
    named[key] = [...(named[key] ?? []), texts[at + 1] ?? ''];
  }
  return named;
}

/** Behind encoding, language and a heading. */
function lyrics(frame: Buffer): string {
  const text = decoded(frame[0] ?? 0, frame.subarray(4));
  return text.slice(text.indexOf('\0') + 1);
}

function decoded(encoding: number, bytes: Buffer): string {
  if (encoding === 0) return bytes.toString('latin1');
  if (encoding === 3) return bytes.toString('utf8');
  const isBig = encoding === 2 || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(isBig ? 'utf-16be' : 'utf-16le').decode(bytes).replaceAll('\ufeff', '');
}

function syncsafe(bytes: Buffer, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  return (a << 21) | (b << 14) | (c << 7) | d;
}
