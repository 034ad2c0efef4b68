import { freeformTags, type NumberOf, type SampleTags } from './sample-tags.ts';

interface Atom {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The same MP4 file with these tags (and cover) instead of its own; chapters stay, chunk offsets follow. */
export function withMp4Tags(file: Buffer, tags: SampleTags, cover: Buffer | null): Buffer {
  return withMp4Items(file, items(tags, cover));
}

/** The same with exactly these items of a tag. */
export function withMp4Items(file: Buffer, tagItems: readonly Buffer[]): Buffer {
  const top = atomsIn(file, 0, file.length);
  const moov = only(top, 'moov');
  const children = atomsIn(file, moov.start + 8, moov.end);
  const udta = children.find((child) => child.type === 'udta');
  const kept = udta ? atomsIn(file, udta.start + 8, udta.end).filter((child) => child.type !== 'meta') : [];
  const body = Buffer.concat([
    ...children.filter((child) => child !== udta).map((child) => file.subarray(child.start, child.end)),
    atom('udta', ...kept.map((child) => file.subarray(child.start, child.end)), metaAtom(tagItems)),
  ]);
  const grown = atom('moov', body);
  const mdat = only(top, 'mdat');
  if (moov.start < mdat.start) shiftChunkOffsets(grown, grown.length - (moov.end - moov.start));
  return Buffer.concat([file.subarray(0, moov.start), grown, file.subarray(moov.end)]);
}

export function atomsIn(file: Buffer, from: number, to: number): readonly Atom[] {
  const atoms: Atom[] = [];
  for (let start = from; start + 8 <= to; ) {
    const end = start + file.readUInt32BE(start);
    atoms.push({ type: file.toString('latin1', start + 4, start + 8), start, end });
    start = end;
  }
  return atoms;
}

function only(atoms: readonly Atom[], type: string): Atom {
  const found = atoms.find((candidate) => candidate.type === type);
  if (!found) throw new Error(`The file has no ${type} atom.`);
  return found;
}

export function atom(type: string, ...bodies: readonly Buffer[]): Buffer {
  const body = Buffer.concat(bodies);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

function metaAtom(tagItems: readonly Buffer[]): Buffer {
  const handler = Buffer.alloc(25);
  handler.write('mdirappl', 8, 'latin1');
  return atom('meta', Buffer.alloc(4), atom('hdlr', handler), atom('ilst', ...tagItems));
}

function items(tags: SampleTags, cover: Buffer | null): readonly Buffer[] {
  const artists = typeof tags.artist === 'string' ? [tags.artist] : (tags.artist ?? []);
  return [
    text('©nam', tags.title),
    text('©alb', tags.album),
    artists.length === 0 ? [] : [atom('©ART', ...artists.map((artist) => data(1, Buffer.from(artist))))],
    text('aART', tags.albumArtist),
    text('©wrt', tags.composer),
    text('©nrt', tags.narrator),
    text('©grp', tags.grouping),
    text('©day', tags.date),
    text('©pub', tags.publisher),
    text('©cmt', tags.comment),
    text('desc', tags.description),
    pair('trkn', tags.track),
    pair('disk', tags.disc),
    ...freeformTags(tags).map(freeform),
    tags.language === undefined ? [] : freeform(['LANGUAGE', tags.language]),
    cover === null ? [] : [atom('covr', data(cover[0] === 0x89 ? 14 : 13, cover))],
  ].flat();
}

function text(type: string, value: string | undefined): Buffer[] {
  return value === undefined ? [] : [atom(type, data(1, Buffer.from(value)))];
}

function pair(type: string, value: NumberOf | undefined): Buffer[] {
  if (value === undefined) return [];
  const numbers = Buffer.alloc(8);
  numbers.writeUInt16BE(value.number, 2);
  numbers.writeUInt16BE(value.total ?? 0, 4);
  return [atom(type, data(0, numbers))];
}

function freeform([name, value]: readonly [string, string]): Buffer[] {
  const versioned = (word: string) => Buffer.concat([Buffer.alloc(4), Buffer.from(word)]);
  return [
    atom(
      '----',
      atom('mean', versioned('com.apple.iTunes')),
      atom('name', versioned(name)),
      data(1, Buffer.from(value)),
    ),
  ];
}

export function data(kind: number, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(kind, 0);
  return atom('data', head, value);
}

function shiftChunkOffsets(file: Buffer, by: number): void {
  const visit = (from: number, to: number) => {
    for (const child of atomsIn(file, from, to)) {
      if (['trak', 'mdia', 'minf', 'stbl'].includes(child.type)) visit(child.start + 8, child.end);
      if (child.type !== 'stco') continue;
      const count = file.readUInt32BE(child.start + 12);
      for (let index = 0; index < count; index += 1) {
        const at = child.start + 16 + index * 4;
        file.writeUInt32BE(file.readUInt32BE(at) + by, at);
      }
    }
  };
  visit(8, file.length);
}
