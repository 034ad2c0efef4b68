import type { AudioTags } from '../audio-reading.ts';

/** A file of an item with what its tags say of its place. */
export interface OrderableFile {
  /** Relative to the library, as is the path of the item. */
  readonly path: string;
  readonly tags: Pick<AudioTags, 'disc' | 'discTotal' | 'track' | 'trackTotal' | 'title'>;
}
