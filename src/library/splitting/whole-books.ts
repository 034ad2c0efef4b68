import { discMark } from '../disc-folder.ts';
import { isChapter } from '../path/file-titles.ts';
import { type DividableFile, isBookFormat, stemOf } from './dividable-file.ts';

/** Files without tags that are books by their kind and their names: "Emma.m4b" and "Persuasion.m4b". */
export function areWholeBooks(files: readonly DividableFile[]): boolean {
  if (!files.every(isBookFormat)) return false;
  if (files.every(({ reading }) => reading.chapters.length > 1)) return !isCounted(files.map(stemOf));
  return files.every((file) => !/\d/u.test(stemOf(file)) && !isChapter(stemOf(file)));
}

/** Names that differ in a number only: "Emma 1", "Emma 2". */
function isCounted(stems: readonly string[]): boolean {
  return new Set(stems.map((stem) => discMark(stem)?.before ?? stem.replace(/\d+/gu, '#'))).size === 1;
}
