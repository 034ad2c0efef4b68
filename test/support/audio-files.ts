import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { coverImage } from './audio-files/cover-image.ts';
import { type AudioFormat, encodeAudio } from './audio-files/encode-audio.ts';
import { withId3Tags } from './audio-files/id3-tags.ts';
import { withMp4Tags } from './audio-files/mp4-tags.ts';
import { freeformTags, type SampleChapter, type SampleTags } from './audio-files/sample-tags.ts';
import { chapterComments } from './audio-files/vorbis-comments.ts';
import { vorbisPicture } from './audio-files/vorbis-picture.ts';

/** A real audio file to be made: short, but whole. */
export interface AudioFileSpec {
  readonly format: AudioFormat;
  readonly seconds: number;
  readonly tags?: SampleTags;
  readonly chapters?: readonly SampleChapter[];
  /** Its own image, or one of a hue of 200°. Not for aac, wma and wav. */
  readonly cover?: boolean | Buffer;
  readonly speech?: string;
}

/** Makes a real audio file (and the folders above it) by ffmpeg; one that was made before is only copied. */
export async function makeAudioFile(path: string, spec: AudioFileSpec): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await audioBytes(spec));
}

export async function audioBytes(spec: AudioFileSpec): Promise<Buffer> {
  const { format, seconds, tags = {}, chapters = [], speech } = spec;
  const cover = Buffer.isBuffer(spec.cover) ? spec.cover : spec.cover === true ? coverImage(200) : null;
  const base = { format, seconds, ...(speech === undefined ? {} : { speech }) };
  switch (format) {
    case 'm4b':
    case 'm4b-faststart':
    case 'm4a':
    case 'alac':
      return withMp4Tags(await encodeAudio({ ...base, chapters, metadata: [], cover: null }), tags, cover);
    case 'mp3':
    case 'mp3-vbr':
    case 'mp3-vbr-bare':
      return withId3Tags(
        await encodeAudio({ ...base, chapters: [], metadata: [], cover: null }),
        tags,
        chapters,
        cover,
      );
    default:
      return encodeAudio({
        ...base,
        chapters: [],
        metadata: [...ffmpegTags(tags), ...chapterComments(chapters), ...pictureComment(format, cover)],
        cover: format === 'flac' ? cover : null,
      });
  }
}

function ffmpegTags(tags: SampleTags): readonly (readonly [string, string])[] {
  const named: Record<string, string | undefined> = {
    title: tags.title,
    album: tags.album,
    artist: typeof tags.artist === 'string' ? tags.artist : tags.artist?.join('; '),
    album_artist: tags.albumArtist,
    composer: tags.composer,
    NARRATOR: tags.narrator,
    grouping: tags.grouping,
    language: tags.language,
    publisher: tags.publisher,
    description: tags.description,
    comment: tags.comment,
    date: tags.date,
    track: tags.track && `${tags.track.number}`,
    disc: tags.disc && `${tags.disc.number}`,
  };
  const written = Object.entries(named).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return [...written, ...freeformTags(tags)];
}

function pictureComment(format: AudioFormat, cover: Buffer | null): readonly (readonly [string, string])[] {
  if (cover === null || (format !== 'ogg' && format !== 'opus')) return [];
  return [['METADATA_BLOCK_PICTURE', vorbisPicture(cover)]];
}
