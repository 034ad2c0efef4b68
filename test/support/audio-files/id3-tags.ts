import { freeformTags, type NumberOf, type SampleChapter, type SampleTags } from './sample-tags.ts';

/** 4: UTF-8, sizes of 28 bits. 3: UTF-16, sizes of 32 bits, years in a frame of their own. */
export type Id3Version = 3 | 4;

/** The same MP3 file with an ID3v2 tag of ours in place of whatever tag it began with. */
export function withId3Tags(
  file: Buffer,
  tags: SampleTags,
  chapters: readonly SampleChapter[],
  cover: Buffer | null,
  version: Id3Version = 4,
): Buffer {
  const write = frameWriter(version);
  const frames = Buffer.concat([
    ...textFrames(write, tags),
    ...chapterFrames(write, chapters),
    ...coverFrame(write, cover),
  ]);
  const head = Buffer.concat([
    Buffer.from(`ID3${String.fromCharCode(version)}\0\0`, 'latin1'),
    syncsafe(frames.length),
  ]);
  return Buffer.concat([head, frames, file.subarray(endOfId3(file))]);
}

interface FrameWriter {
  readonly version: Id3Version;
  frame(id: string, body: Buffer): Buffer;
  /** The number of the encoding. */
  readonly encoding: Buffer;
  encoded(value: string): Buffer;
  /** The end of a text before another one. */
  readonly end: Buffer;
}

function frameWriter(version: Id3Version): FrameWriter {
  const isOld = version === 3;
  return {
    version,
    frame(id, body) {
      const size = isOld ? thirtyTwo(body.length) : syncsafe(body.length);
      return Buffer.concat([Buffer.from(id, 'latin1'), size, Buffer.alloc(2), body]);
    },
    encoding: Buffer.of(isOld ? 1 : 3),
    encoded: (value) =>
      isOld ? Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(value, 'utf16le')]) : Buffer.from(value),
    end: Buffer.alloc(isOld ? 2 : 1),
  };
}

/** Where the ID3v2 tag at the start of a file ends; 0 where there is none. */
export function endOfId3(file: Buffer): number {
  if (file.toString('latin1', 0, 3) !== 'ID3') return 0;
  const [a = 0, b = 0, c = 0, d = 0] = file.subarray(6, 10);
  return 10 + ((a << 21) | (b << 14) | (c << 7) | d);
}

function textFrames(write: FrameWriter, tags: SampleTags): readonly Buffer[] {
  const artists = typeof tags.artist === 'string' ? [tags.artist] : (tags.artist ?? []);
  const text = (id: string, value: string | undefined) => textFrame(write, id, value);
  return [
    text('TIT2', tags.title),
    text('TALB', tags.album),
    text('TPE1', artists.length === 0 ? undefined : artists.join(write.version === 3 ? '/' : '\0')),
    text('TPE2', tags.albumArtist),
    text('TCOM', tags.composer),
    text('TIT1', tags.grouping),
    text(write.version === 3 ? 'TYER' : 'TDRC', tags.date),
    text('TPUB', tags.publisher),
    text('TLAN', tags.language),
    text('TRCK', numberOf(tags.track)),
    text('TPOS', numberOf(tags.disc)),
    tags.comment === undefined ? [] : [commentFrame(write, tags.comment)],
    ...freeformTags(tags).map(([name, value]) => userText(write, name, value)),
    tags.narrator === undefined ? [] : userText(write, 'NARRATOR', tags.narrator),
    tags.description === undefined ? [] : userText(write, 'DESCRIPTION', tags.description),
  ].flat();
}

function textFrame(write: FrameWriter, id: string, value: string | undefined): Buffer[] {
  return value === undefined ? [] : [write.frame(id, Buffer.concat([write.encoding, write.encoded(value)]))];
}

function commentFrame(write: FrameWriter, value: string): Buffer {
  const language = Buffer.from('eng');
  return write.frame(
    'COMM',
    Buffer.concat([write.encoding, language, write.encoded(''), write.end, write.encoded(value)]),
  );
}

function userText(write: FrameWriter, name: string, value: string): Buffer[] {
  return [
    write.frame(
      'TXXX',
      Buffer.concat([write.encoding, write.encoded(name), write.end, write.encoded(value)]),
    ),
  ];
}

function numberOf(value: NumberOf | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value.total === undefined ? `${value.number}` : `${value.number}/${value.total}`;
}

function chapterFrames(write: FrameWriter, chapters: readonly SampleChapter[]): readonly Buffer[] {
  if (chapters.length === 0) return [];
  const ids = chapters.map((_, index) => `ch${index}\0`);
  const contents = Buffer.concat([
    Buffer.from('toc\0', 'latin1'),
    Buffer.of(3, chapters.length),
    Buffer.from(ids.join(''), 'latin1'),
  ]);
  return [
    ...chapters.map((chapter, index) => {
      const times = Buffer.alloc(16, 0xff);
      times.writeUInt32BE(Math.round(chapter.startSeconds * 1000), 0);
      times.writeUInt32BE(Math.round(chapter.endSeconds * 1000), 4);
      return write.frame(
        'CHAP',
        Buffer.concat([
          Buffer.from(ids[index] ?? '', 'latin1'),
          times,
          ...textFrame(write, 'TIT2', chapter.title),
        ]),
      );
    }),
    write.frame('CTOC', contents),
  ];
}

function coverFrame(write: FrameWriter, cover: Buffer | null): readonly Buffer[] {
  if (cover === null) return [];
  const mediaType = cover[0] === 0x89 ? 'image/png' : 'image/jpeg';
  return [write.frame('APIC', Buffer.concat([Buffer.from(`\0${mediaType}\0\x03\0`, 'latin1'), cover]))];
}

function thirtyTwo(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function syncsafe(value: number): Buffer {
  return Buffer.of((value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127);
}
