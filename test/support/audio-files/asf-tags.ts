import { freeformTags, type SampleTags } from './sample-tags.ts';

const FILE_PROPERTIES = Buffer.from('a1dcab8c47a9cf118ee400c00c205365', 'hex');
const CONTENT = Buffer.from('3326b2758e66cf11a6d900aa0062ce6c', 'hex');
const EXTENDED_CONTENT = Buffer.from('40a4d0d207e3d21197f000a0c95ea850', 'hex');
const HEADER_HEAD_BYTES = 30;
const OBJECT_HEAD_BYTES = 24;

/** The same Windows Media file with these tags in place of its own. */
export function withAsfTags(file: Buffer, tags: SampleTags): Buffer {
  const headerBytes = Number(file.readBigUInt64LE(16));
  const kept = objectsIn(file.subarray(HEADER_HEAD_BYTES, headerBytes)).filter(
    (bytes) => ![CONTENT, EXTENDED_CONTENT].some((id) => bytes.subarray(0, 16).equals(id)),
  );
  const objects = [...kept.map((bytes) => Buffer.from(bytes)), contentOf(tags), extendedContentOf(tags)];
  const body = Buffer.concat(objects);
  const head = Buffer.from(file.subarray(0, HEADER_HEAD_BYTES));
  head.writeBigUInt64LE(BigInt(HEADER_HEAD_BYTES + body.length), 16);
  head.writeUInt32LE(objects.length, 24);
  const grown = Buffer.concat([head, body, file.subarray(headerBytes)]);
  const properties = grown.indexOf(FILE_PROPERTIES);
  grown.writeBigUInt64LE(BigInt(grown.length), properties + 40);
  return grown;
}

function objectsIn(header: Buffer): readonly Buffer[] {
  const objects: Buffer[] = [];
  for (let at = 0; at + OBJECT_HEAD_BYTES <= header.length; ) {
    const end = at + Number(header.readBigUInt64LE(at + 16));
    objects.push(header.subarray(at, end));
    at = end;
  }
  return objects;
}

function contentOf(tags: SampleTags): Buffer {
  const artist = typeof tags.artist === 'string' ? tags.artist : tags.artist?.join('; ');
  const texts = [tags.title, artist, undefined, tags.comment, undefined].map((text) => wide(text ?? ''));
  return object(CONTENT, Buffer.concat([...texts.map((text) => sixteen(text.length)), ...texts]));
}

function extendedContentOf(tags: SampleTags): Buffer {
  const named: Readonly<Record<string, string | undefined>> = {
    'WM/AlbumTitle': tags.album,
    'WM/AlbumArtist': tags.albumArtist,
    'WM/Composer': tags.composer,
    'WM/Year': tags.date,
    'WM/Language': tags.language,
    'WM/Publisher': tags.publisher,
    'WM/TrackNumber': tags.track && `${tags.track.number}`,
    'WM/PartOfSet': tags.disc && `${tags.disc.number}`,
    // Where Windows keeps it; of free names most readers know only these few.
    'WM/ContentGroupDescription': tags.series && `${tags.series} #${tags.seriesPart ?? ''}`,
    ...Object.fromEntries(freeformTags(tags).filter(([name]) => name === 'ASIN' || name === 'ISBN')),
  };
  const written = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [descriptor(name, value)],
  );
  return object(EXTENDED_CONTENT, Buffer.concat([sixteen(written.length), ...written]));
}

function descriptor(name: string, value: string): Buffer {
  const [key, text] = [wide(name), wide(value)];
  return Buffer.concat([sixteen(key.length), key, sixteen(0), sixteen(text.length), text]);
}

function object(id: Buffer, body: Buffer): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(OBJECT_HEAD_BYTES + body.length));
  return Buffer.concat([id, size, body]);
}

function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

function sixteen(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
