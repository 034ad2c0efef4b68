import { extensionOf } from '../../base/audio.ts';
import type { AudioReading } from '../audio-reading.ts';
import { lastPart } from '../group-files.ts';

/** A file that was read and is to be given to its book. */
export interface DividableFile {
  /** Relative to the library. */
  readonly path: string;
  readonly reading: Pick<AudioReading, 'tags' | 'chapters' | 'durationSeconds'>;
}

/** Files of this kind often hold a whole book. */
export function isBookFormat({ path }: DividableFile): boolean {
  return /^\.(?:m4b|m4a|mp4)$/u.test(extensionOf(path));
}

export function stemOf({ path }: DividableFile): string {
  return lastPart(path).replace(/\.[^.]*$/u, '');
}
