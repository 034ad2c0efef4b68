import { withAsfTags } from './asf-tags.ts';
import type { AudioFormat } from './encode-audio.ts';
import { type Id3Version, withId3Tags } from './id3-tags.ts';
import { withMp4Tags } from './mp4-tags.ts';
import type { SampleChapter, SampleTags } from './sample-tags.ts';
import { withFlacTags, withOggTags } from './vorbis-comments.ts';
import { withWavTags } from './wav-tags.ts';

export interface Retagging {
  readonly tags: SampleTags;
  /** MP4 keeps those that it was encoded with. */
  readonly chapters: readonly SampleChapter[];
  readonly cover: Buffer | null;
  readonly id3Version?: Id3Version;
}

/** The same encoded file with other tags, by a writer that is not the reader under test. */
export function retag(
  format: AudioFormat,
  file: Buffer,
  { tags, chapters, cover, id3Version = 4 }: Retagging,
): Buffer {
  switch (format) {
    case 'm4b':
    case 'm4b-faststart':
    case 'm4a':
    case 'alac':
      return withMp4Tags(file, tags, cover);
    case 'mp3':
    case 'mp3-vbr':
    case 'mp3-vbr-bare':
      return withId3Tags(file, tags, chapters, cover, id3Version);
    case 'flac':
      return withFlacTags(file, tags, chapters, cover);
    case 'ogg':
    case 'opus':
      return withOggTags(file, tags, chapters, cover);
    case 'wav':
      return withWavTags(file, tags, cover);
    case 'wma':
      return withAsfTags(file, tags);
    case 'aac':
      return file;
  }
}
