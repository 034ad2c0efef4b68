import type { ByteSource } from './byte-source.ts';

const FOOTER_BYTES = 32;
const LARGEST_TAG_BYTES = 256 * 1024;
const MOST_ITEMS = 200;
/** Of the flags of an item: what kind of value it has, 0 being text. */
const KIND = 6;

/** The APE tag at the end of a file, which TagLib passes over where there is an ID3 tag too. */
export function readApeProperties(source: ByteSource): Readonly<Record<string, readonly string[]>> {
  const properties: Record<string, readonly string[]> = {};
  const tag = apeItems(source);
  for (let at = 0, item = 0; tag !== null && at + 8 < tag.length && item < MOST_ITEMS; item += 1) {
    const keyEnd = tag.indexOf(0, at + 8);
    if (keyEnd < 0) break;
    const valueEnd = keyEnd + 1 + tag.readUInt32LE(at);
    if (valueEnd > tag.length) break;
    const isText = (tag.readUInt32LE(at + 4) & KIND) === 0;
    const key = tag.toString('latin1', at + 8, keyEnd).toUpperCase();
    if (isText) properties[key] ??= tag.toString('utf8', keyEnd + 1, valueEnd).split('\0');
    at = valueEnd;
  }
  return properties;
}

function apeItems(source: ByteSource): Buffer | null {
  const id3v1 = source.sizeBytes - 128;
  const end = id3v1 >= 0 && source.read(id3v1, 3).toString('latin1') === 'TAG' ? id3v1 : source.sizeBytes;
  const footer = source.read(Math.max(0, end - FOOTER_BYTES), FOOTER_BYTES);
  if (footer.length < FOOTER_BYTES || footer.toString('latin1', 0, 8) !== 'APETAGEX') return null;
  const bytes = footer.readUInt32LE(12) - FOOTER_BYTES;
  if (bytes <= 0 || bytes > Math.min(LARGEST_TAG_BYTES, end - FOOTER_BYTES)) return null;
  return source.read(end - FOOTER_BYTES - bytes, bytes);
}
