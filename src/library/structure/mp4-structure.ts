import type { ByteSource } from './byte-source.ts';
import { type Atom, readAtomHead } from './mp4-atoms.ts';
import { readMp4Properties } from './mp4-properties.ts';
import { cutOff, inBytes, type Structure, structure } from './structure.ts';

/** A length beyond this is not that of an audiobook but a damaged number. */
const LARGEST_BYTES = 1n << 40n;

/** An MP4 file: its atoms must lie within the file, and an index (moov) and audio (mdat) among them. */
export function inspectMp4(source: ByteSource): Structure {
  const { atoms, fault } = topLevelAtoms(source);
  const moov = atoms.find((atom) => atom.type === 'moov');
  const properties = moov ? readMp4Properties(source, moov) : {};
  return structure('mp4', { properties, fault: fault ?? missingParts(atoms) });
}

function topLevelAtoms(source: ByteSource): {
  readonly atoms: readonly Atom[];
  readonly fault: string | null;
} {
  const atoms: Atom[] = [];
  for (let start = 0; start + 8 <= source.sizeBytes; ) {
    const head = readAtomHead(source, start, source.sizeBytes);
    // Padding behind the last atom is common and harms nobody; what comes before the index is another matter.
    if (head === null) return { atoms, fault: null };
    if (head.length > LARGEST_BYTES) {
      const claim = `claims to be ${inBytes(head.length)} bytes long`;
      return { atoms, fault: `The file is damaged: its part "${head.type}" ${claim}.` };
    }
    const end = start + Number(head.length);
    if (end > source.sizeBytes) return { atoms, fault: cutOff(end, source.sizeBytes) };
    atoms.push({ type: head.type, bodyStart: start + head.headBytes, end });
    start = end;
  }
  return { atoms, fault: null };
}

function missingParts(atoms: readonly Atom[]): string | null {
  const types = new Set(atoms.map((atom) => atom.type));
  if (!types.has('moov')) return 'The file has no index (moov): it is cut off or was never finished.';
  const audio = atoms.some((atom) => atom.type === 'mdat' && atom.end > atom.bodyStart);
  return audio ? null : 'The file has an index, but no audio in it.';
}
