import type { ByteSource } from './byte-source.ts';
import { type Atom, atomsWithin } from './mp4-atoms.ts';

/** The items of an MP4 tag that TagLib leaves out: Audible's narrator, publisher and long description among them. */
const ITEM_KEYS: Readonly<Record<string, string>> = {
  '©nrt': 'NARRATOR',
  '©aut': 'AUTHOR',
  '©pub': 'PUBLISHER',
  ldes: 'LONGDESCRIPTION',
  '©des': 'DESCRIPTION',
  '©st3': 'SUBTITLE',
  CDEK: 'ASIN',
  asin: 'ASIN',
  stik: 'MEDIAKIND',
};

/** Freeform items of this maker are all that TagLib reads; tone and others sign with names of their own. */
const READ_BY_TAGLIB = 'com.apple.iTunes';
const LONGEST_ITEM_BYTES = 64 * 1024;
const MOST_ITEMS = 500;

export function readMp4Properties(
  source: ByteSource,
  moov: Atom,
): Readonly<Record<string, readonly string[]>> {
  const list = itemList(source, moov);
  if (!list) return {};
  const properties: Record<string, readonly string[]> = {};
  for (const item of atomsWithin(source, list.bodyStart, list.end).slice(0, MOST_ITEMS)) {
    if (item.end - item.bodyStart > LONGEST_ITEM_BYTES) continue;
    const key = item.type === '----' ? freeformKey(source, item) : ITEM_KEYS[item.type];
    if (key === undefined) continue;
    const values = atomsWithin(source, item.bodyStart, item.end)
      .filter((atom) => atom.type === 'data')
      .map((atom) => textOf(source.read(atom.bodyStart, atom.end - atom.bodyStart)));
    properties[key] ??= values;
  }
  return properties;
}

/** The name of a freeform item that TagLib passes over. */
function freeformKey(source: ByteSource, item: Atom): string | undefined {
  const parts = atomsWithin(source, item.bodyStart, item.end);
  const text = (type: string) => {
    const part = parts.find((atom) => atom.type === type);
    return part && source.read(part.bodyStart + 4, part.end - part.bodyStart - 4).toString('utf8');
  };
  return text('mean') === READ_BY_TAGLIB ? undefined : text('name')?.toUpperCase();
}

const WHOLE_NUMBER = 21;

/** The value behind its kind and its four bytes of country and language. */
function textOf(data: Buffer): string {
  const value = data.subarray(8);
  const isNumber = data.length > 8 && data.length <= 14 && data.readUInt32BE(0) === WHOLE_NUMBER;
  return isNumber ? String(value.readUIntBE(0, value.length)) : value.toString('utf8');
}

function itemList(source: ByteSource, moov: Atom): Atom | undefined {
  const udta = child(source, moov.bodyStart, moov.end, 'udta');
  const meta = udta && child(source, udta.bodyStart, udta.end, 'meta');
  if (!meta) return undefined;
  // ISO puts four bytes of version before the children of `meta`, QuickTime none.
  return (
    child(source, meta.bodyStart + 4, meta.end, 'ilst') ?? child(source, meta.bodyStart, meta.end, 'ilst')
  );
}

function child(source: ByteSource, from: number, to: number, type: string): Atom | undefined {
  return atomsWithin(source, from, to).find((atom) => atom.type === type);
}
