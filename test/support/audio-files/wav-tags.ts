import { withId3Tags } from './id3-tags.ts';
import type { SampleTags } from './sample-tags.ts';

/** The same WAV file with these tags, as an ID3v2 tag in a chunk of its own behind the audio. */
export function withWavTags(file: Buffer, tags: SampleTags, cover: Buffer | null): Buffer {
  const tag = withId3Tags(Buffer.alloc(0), tags, [], cover);
  const padded = tag.length % 2 === 0 ? tag : Buffer.concat([tag, Buffer.alloc(1)]);
  const head = Buffer.alloc(8);
  head.write('id3 ', 'latin1');
  head.writeUInt32LE(tag.length, 4);
  const grown = Buffer.concat([file, head, padded]);
  grown.writeUInt32LE(grown.length - 8, 4);
  return grown;
}
