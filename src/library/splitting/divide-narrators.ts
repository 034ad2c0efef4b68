import { personKey } from '../../base/text.ts';
import type { DividableFile } from './dividable-file.ts';

/**
 * Two recordings of one book in one folder: other people read, and both count from the first track or hold the whole
 * book. Chapters that several people read in turns stay together.
 */
export function divideNarrators<T extends DividableFile>(files: readonly T[]): readonly (readonly T[])[] {
  const readings = Map.groupBy(files, narratorsOf);
  if (readings.size < 2 || readings.has('')) return [files];
  const groups = [...readings.values()];
  const isWhole = files.every(({ reading }) => reading.chapters.length > 1) && groups.length === files.length;
  return isWhole || countsTwice(files, groups) ? groups : [files];
}

function countsTwice(
  files: readonly DividableFile[],
  groups: readonly (readonly DividableFile[])[],
): boolean {
  if (files.some(({ reading }) => reading.tags.track === null)) return false;
  const count = (some: readonly DividableFile[]) =>
    new Set(some.map(({ reading: { tags } }) => `${tags.disc}/${tags.track}`)).size;
  const areRows = groups.every((group) => group.length > 1 && count(group) === group.length);
  return areRows && count(files) === Math.max(...groups.map((group) => group.length));
}

function narratorsOf({ reading: { tags } }: DividableFile): string {
  const people = tags.narrators.length > 0 ? tags.narrators : tags.composers;
  return people.map(personKey).toSorted().join('/');
}
