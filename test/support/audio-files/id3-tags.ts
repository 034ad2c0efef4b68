import { freeformTags, type NumberOf, type SampleChapter, type SampleTags } from './sample-tags.ts';

/** The same MP3 file with an ID3v2.4 tag of ours in place of whatever tag it began with. */
export function withId3Tags(
  file: Buffer,
  tags: SampleTags,
  chapters: readonly SampleChapter[],
  cover: Buffer | null,
): Buffer {
  const frames = Buffer.concat([...textFrames(tags), ...chapterFrames(chapters), ...coverFrame(cover)]);
  const head = Buffer.concat([Buffer.from('ID3\x04\x00\x00', 'latin1'), syncsafe(frames.length)]);
  return Buffer.concat([head, frames, file.subarray(endOfId3(file))]);
}

/** Where the ID3v2 tag at the start of a file ends; 0 where there is none. */
export function endOfId3(file: Buffer): number {
  if (file.toString('latin1', 0, 3) !== 'ID3') return 0;
  const [a = 0, b = 0, c = 0, d = 0] = file.subarray(6, 10);
  return 10 + ((a << 21) | (b << 14) | (c << 7) | d);
}

function textFrames(tags: SampleTags): readonly Buffer[] {
  const artists = typeof tags.artist === 'string' ? tags.artist : tags.artist?.join('\0');
  return [
    text('TIT2', tags.title),
    text('TALB', tags.album),
    text('TPE1', artists),
    text('TPE2', tags.albumArtist),
    text('TCOM', tags.composer),
    text('TIT1', tags.grouping),
    text('TDRC', tags.date),
    text('TPUB', tags.publisher),
    text('TLAN', tags.language),
    text('TRCK', numberOf(tags.track)),
    text('TPOS', numberOf(tags.disc)),
    tags.comment === undefined
      ? []
      : [frame('COMM', Buffer.concat([Buffer.from('\x03eng\0', 'latin1'), Buffer.from(tags.comment)]))],
    ...freeformTags(tags).map(([name, value]) => userText(name, value)),
    tags.narrator === undefined ? [] : userText('NARRATOR', tags.narrator),
    tags.description === undefined ? [] : userText('DESCRIPTION', tags.description),
  ].flat();
}

function text(id: string, value: string | undefined): Buffer[] {
  return value === undefined ? [] : [frame(id, Buffer.concat([Buffer.of(3), Buffer.from(value)]))];
}

function userText(name: string, value: string): Buffer[] {
  return [frame('TXXX', Buffer.concat([Buffer.of(3), Buffer.from(`${name}\0${value}`)]))];
}

function numberOf(value: NumberOf | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value.total === undefined ? `${value.number}` : `${value.number}/${value.total}`;
}

function chapterFrames(chapters: readonly SampleChapter[]): readonly Buffer[] {
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
      return frame(
        'CHAP',
        Buffer.concat([Buffer.from(ids[index] ?? '', 'latin1'), times, ...text('TIT2', chapter.title)]),
      );
    }),
    frame('CTOC', contents),
  ];
}

function coverFrame(cover: Buffer | null): readonly Buffer[] {
  if (cover === null) return [];
  const mediaType = cover[0] === 0x89 ? 'image/png' : 'image/jpeg';
  return [frame('APIC', Buffer.concat([Buffer.from(`\0${mediaType}\0\x03\0`, 'latin1'), cover]))];
}

function frame(id: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id, 'latin1'), syncsafe(body.length), Buffer.alloc(2), body]);
}

function syncsafe(value: number): Buffer {
  return Buffer.of((value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127);
}
