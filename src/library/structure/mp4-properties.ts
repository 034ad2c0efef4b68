import type { ByteSource } from './byte-source.ts';
import { type Atom, atomsWithin } from './mp4-atoms.ts';

/** The items of an MP4 tag that TagLib leaves out: Audible's narrator, publisher and long description among them. */
const ITEM_KEYS: Readonly<Record<string, string>> = {
  '©nrt': 'NARRATOR',
  '©pub': 'PUBLISHER',
  ldes: 'LONGDESCRIPTION',
  '©st3': 'SUBTITLE',
};

const LONGEST_ITEM_BYTES = 64 * 1024;

export function readMp4Properties(
  source: ByteSource,
  moov: Atom,
): Readonly<Record<string, readonly string[]>> {
  const list = itemList(source, moov);
  if (!list) return {};
  const properties: Record<string, readonly string[]> = {};
  for (const item of atomsWithin(source, list.bodyStart, list.end)) {
    const key = ITEM_KEYS[item.type];
    if (key === undefined || item.end - item.bodyStart > LONGEST_ITEM_BYTES) continue;
    properties[key] = atomsWithin(source, item.bodyStart, item.end)
      .filter((atom) => atom.type === 'data')
      .map((atom) => source.read(atom.bodyStart + 8, atom.end - atom.bodyStart - 8).toString('utf8'));
  }
  return properties;
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
