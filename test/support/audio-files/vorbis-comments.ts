import { crc32OfOgg } from './ogg-checksum.ts';
import { freeformTags, type SampleChapter, type SampleTags } from './sample-tags.ts';
import { pictureBlock, vorbisPicture } from './vorbis-picture.ts';

/** The same FLAC file with these tags, chapters and cover in place of its own. */
export function withFlacTags(
  file: Buffer,
  tags: SampleTags,
  chapters: readonly SampleChapter[],
  cover: Buffer | null,
): Buffer {
  const blocks: { readonly kind: number; readonly body: Buffer }[] = [];
  let at = 4;
  for (let isLast = false; !isLast; ) {
    const head = file.readUInt32BE(at);
    isLast = head >>> 31 === 1;
    const end = at + 4 + (head & 0xff_ffff);
    blocks.push({ kind: (head >>> 24) & 0x7f, body: file.subarray(at + 4, end) });
    at = end;
  }
  const kept = blocks.filter(({ kind }) => ![COMMENTS, PADDING, PICTURE].includes(kind));
  const own = [
    { kind: COMMENTS, body: commentPacket(commentsOf(tags, chapters)) },
    ...(cover === null ? [] : [{ kind: PICTURE, body: pictureBlock(cover) }]),
  ];
  const all = [...kept, ...own].map(({ kind, body }, index, { length }) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE((((index === length - 1 ? 0x80 : 0) | kind) * 2 ** 24 + body.length) >>> 0);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([file.subarray(0, 4), ...all, file.subarray(at)]);
}

const COMMENTS = 4;
const PADDING = 1;
const PICTURE = 6;

/** The same Ogg file (Vorbis or Opus) with these tags, chapters and cover in place of its own. */
export function withOggTags(
  file: Buffer,
  tags: SampleTags,
  chapters: readonly SampleChapter[],
  cover: Buffer | null,
): Buffer {
  const pages = oggPages(file);
  const [first] = pages;
  if (first === undefined) throw new Error('The file has no Ogg page.');
  const isOpus = first.body.toString('latin1', 0, 8) === 'OpusHead';
  const packetCount = isOpus ? 1 : 2;
  const { packets, pagesRead } = packetsFrom(pages.slice(1), packetCount);
  const pictures = cover === null ? [] : [`METADATA_BLOCK_PICTURE=${vorbisPicture(cover)}`];
  const comments = commentPacket([...commentsOf(tags, chapters), ...pictures]);
  const magic = isOpus ? Buffer.from('OpusTags') : Buffer.from('\x03vorbis', 'latin1');
  const framing = isOpus ? Buffer.alloc(0) : Buffer.of(1);
  const headers = [Buffer.concat([magic, comments, framing]), ...packets.slice(1)];
  const written = pagesOf(headers, first.serial, 1);
  const rest = pages.slice(1 + pagesRead);
  const shift = written.length - pagesRead;
  return Buffer.concat([
    first.bytes,
    ...written,
    ...rest.map(({ bytes, number }) => (shift === 0 ? bytes : numbered(bytes, number + shift))),
  ]);
}

interface OggPage {
  readonly bytes: Buffer;
  readonly lacing: Buffer;
  readonly body: Buffer;
  readonly serial: number;
  readonly number: number;
}

function oggPages(file: Buffer): readonly OggPage[] {
  const pages: OggPage[] = [];
  for (let at = 0; at + 27 <= file.length; ) {
    const lacing = file.subarray(at + 27, at + 27 + (file[at + 26] ?? 0));
    const from = at + 27 + lacing.length;
    const end = from + lacing.reduce((sum, length) => sum + length, 0);
    const serial = file.readUInt32LE(at + 14);
    const number = file.readUInt32LE(at + 18);
    pages.push({ bytes: file.subarray(at, end), lacing, body: file.subarray(from, end), serial, number });
    at = end;
  }
  return pages;
}

/** The first packets; audio begins on a page of its own behind them. */
function packetsFrom(pages: readonly OggPage[], count: number) {
  const packets: Buffer[] = [];
  let parts: Buffer[] = [];
  for (const [index, { lacing, body }] of pages.entries()) {
    let at = 0;
    for (const length of lacing) {
      parts.push(body.subarray(at, at + length));
      at += length;
      if (length === 255) continue;
      packets.push(Buffer.concat(parts));
      parts = [];
    }
    if (packets.length >= count) return { packets, pagesRead: index + 1 };
  }
  throw new Error('The file has no Ogg headers.');
}

function pagesOf(packets: readonly Buffer[], serial: number, firstNumber: number): readonly Buffer[] {
  const lacing = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
    packet.length % 255,
  ]);
  const body = Buffer.concat(packets);
  const pages: Buffer[] = [];
  let at = 0;
  for (let from = 0; from < lacing.length; from += 255) {
    const segments = lacing.slice(from, from + 255);
    const bytes = segments.reduce((sum, length) => sum + length, 0);
    const head = Buffer.alloc(27);
    head.write('OggS', 'latin1');
    // Bit 1: a packet goes on here.
    head[5] = lacing[from - 1] === 255 ? 1 : 0;
    const endsPacket = segments.some((length) => length < 255);
    head.writeBigInt64LE(endsPacket ? 0n : -1n, 6);
    head.writeUInt32LE(serial, 14);
    head[26] = segments.length;
    const page = Buffer.concat([head, Buffer.from(segments), body.subarray(at, at + bytes)]);
    pages.push(numbered(page, firstNumber + pages.length));
    at += bytes;
  }
  return pages;
}

function numbered(page: Buffer, number: number): Buffer {
  const copy = Buffer.from(page);
  copy.writeUInt32LE(number, 18);
  copy.writeUInt32LE(0, 22);
  copy.writeUInt32LE(crc32OfOgg(copy), 22);
  return copy;
}

function commentsOf(tags: SampleTags, chapters: readonly SampleChapter[]): readonly string[] {
  const artists = typeof tags.artist === 'string' ? [tags.artist] : (tags.artist ?? []);
  const named: readonly (readonly [string, string | undefined])[] = [
    ['TITLE', tags.title],
    ['ALBUM', tags.album],
    ...artists.map((artist) => ['ARTIST', artist] as const),
    ['ALBUMARTIST', tags.albumArtist],
    ['COMPOSER', tags.composer],
    ['NARRATOR', tags.narrator],
    ['GROUPING', tags.grouping],
    ['DATE', tags.date],
    ['PUBLISHER', tags.publisher],
    ['LANGUAGE', tags.language],
    ['DESCRIPTION', tags.description],
    ['COMMENT', tags.comment],
    ['TRACKNUMBER', tags.track && `${tags.track.number}`],
    ['TRACKTOTAL', tags.track?.total === undefined ? undefined : `${tags.track.total}`],
    ['DISCNUMBER', tags.disc && `${tags.disc.number}`],
    ['DISCTOTAL', tags.disc?.total === undefined ? undefined : `${tags.disc.total}`],
    ...freeformTags(tags),
    ...chapterComments(chapters),
  ];
  return named.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
}

export function chapterComments(chapters: readonly SampleChapter[]): readonly (readonly [string, string])[] {
  return chapters.flatMap(({ title, startSeconds }, index): [string, string][] => {
    const name = `CHAPTER${String(index).padStart(3, '0')}`;
    const start = new Date(startSeconds * 1000).toISOString().slice(11, 23);
    return [
      [name, start],
      [`${name}NAME`, title],
    ];
  });
}

function commentPacket(comments: readonly string[]): Buffer {
  const texts = ['mamcrawler', ...comments].map((text) => counted(Buffer.from(text)));
  const count = Buffer.alloc(4);
  count.writeUInt32LE(comments.length);
  const [vendor = Buffer.alloc(0), ...rest] = texts;
  return Buffer.concat([vendor, count, ...rest]);
}

function counted(text: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text]);
}
