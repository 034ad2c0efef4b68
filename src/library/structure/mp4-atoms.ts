import type { ByteSource } from './byte-source.ts';

/** One box of an MP4 file. */
export interface Atom {
  readonly type: string;
  readonly bodyStart: number;
  readonly end: number;
}

/** The atoms within an atom, as far as they are sound. */
export function atomsWithin(source: ByteSource, from: number, to: number): readonly Atom[] {
  const atoms: Atom[] = [];
  for (let start = from; start + 8 <= to; ) {
    const head = readAtomHead(source, start, to);
    if (head === null || head.length > BigInt(to - start)) break;
    const end = start + Number(head.length);
    atoms.push({ type: head.type, bodyStart: start + head.headBytes, end });
    start = end;
  }
  return atoms;
}

/** The type and length of an atom, its end not yet checked; null where no atom begins. */
export function readAtomHead(
  source: ByteSource,
  start: number,
  limit: number,
): { readonly type: string; readonly length: bigint; readonly headBytes: number } | null {
  const head = source.read(start, 16);
  if (head.length < 8) return null;
  const type = head.toString('latin1', 4, 8);
  if (!/^[\x20-\x7e\xa9]{4}$/u.test(type)) return null;
  const short = head.readUInt32BE(0);
  if (short === 0) return { type, length: BigInt(limit - start), headBytes: 8 };
  if (short === 1 && head.length === 16) return long(type, head.readBigUInt64BE(8));
  return short < 8 ? null : { type, length: BigInt(short), headBytes: 8 };
}

function long(type: string, length: bigint) {
  return length < 16n ? null : { type, length, headBytes: 16 };
}
