import { textKey, titleKey } from '../../base/text.ts';
import { discMark } from '../disc-folder.ts';
import { folderOf, lastPart } from '../group-files.ts';
import { isChapter } from '../path/file-titles.ts';
import { sequenceOf } from '../playing-order/sequence.ts';
import { albumKey } from './album-key.ts';
import { assignOthers } from './assign-others.ts';
import { type DividableFile, isBookFormat, stemOf } from './dividable-file.ts';
import { divideFormats } from './divide-formats.ts';
import { divideNarrators } from './divide-narrators.ts';
import { areWholeBooks } from './whole-books.ts';

/**
 * The books among the files of one folder, as their tags tell them apart: by ASIN, by album, and files that hold a
 * whole book by their titles. Chapters with titles of their own are one book; so are files of which nothing tells.
 */
export function divideBooks<T extends DividableFile>(files: readonly T[]): readonly (readonly T[])[] {
  const parts = publishedParts(files);
  if (parts !== null) return parts;
  const keys = bookKeys(files);
  const known = new Set(keys.filter((key) => key !== null));
  if (known.size === 0) return areWholeBooks(files) ? files.map((file) => [file]) : divideFormats(files);
  if (known.size > 1 && areChapters(files, keys)) return divideFormats(files);
  return assignOthers(files, keys).flatMap(divideNarrators).flatMap(divideFormats);
}

/** For each file a key of its book; null where its tags name none. */
function bookKeys(files: readonly DividableFile[]): readonly (string | null)[] {
  const albums = files.map((file) => albumKey(file.reading.tags.album) ?? wholeTitle(file));
  const asins = files.map(({ reading }) => reading.tags.asin);
  const asinsOf = new Map<string | null, Set<string>>();
  const albumOf = new Map<string, string | null>();
  for (const [index, asin] of asins.entries()) {
    const album = albums[index] ?? null;
    if (asin === null) continue;
    asinsOf.set(album, (asinsOf.get(album) ?? new Set()).add(asin));
    // One number under several albums is one book still.
    if (!albumOf.has(asin)) albumOf.set(asin, album);
  }
  return files.map((_, index) => {
    const asin = asins[index] ?? null;
    const album = asin === null ? (albums[index] ?? null) : (albumOf.get(asin) ?? asin);
    const rivals = asinsOf.get(album)?.size ?? 0;
    if (rivals < 2) return album;
    return asin === null ? null : `${album ?? ''}/${asin}`;
  });
}

/** The title of a file that holds a book by itself, where it has no album. */
function wholeTitle(file: DividableFile): string | null {
  const { title } = file.reading.tags;
  if (title === null || !isBookFormat(file) || isChapter(title)) return null;
  return file.reading.chapters.length > 1 || !/\d/u.test(stemOf(file)) ? titleKey(title) || null : null;
}

/** Where each file has an album of its own: those are its chapters if the tracks count through, or by their names. */
function areChapters(files: readonly DividableFile[], keys: readonly (string | null)[]): boolean {
  const known = keys.filter((key) => key !== null);
  if (new Set(known).size < known.length) return false;
  if (files.every((file) => isBookFormat(file) && file.reading.chapters.length > 1)) return false;
  const tags = files.map(({ reading }) => reading.tags);
  if (new Set(tags.map(({ asin }) => asin).filter((asin) => asin !== null)).size > 1) return false;
  if (tags.every(({ album }) => album !== null && isChapter(album))) return true;
  return sequenceOf(tags.map(({ track }) => (track === null ? null : [track]))).score === 1;
}

/**
 * "Emma - Part 1" and "Emma - Part 2" beside each other may be one book or two: two where their albums or their ASINs
 * differ. Null where the files lie otherwise.
 */
function publishedParts<T extends DividableFile>(files: readonly T[]): readonly (readonly T[])[] | null {
  const folders = Map.groupBy(files, partFolder);
  if (folders.size < 2 || folders.has(null)) return null;
  const albums = new Set(files.map(({ reading }) => textKey(reading.tags.album ?? '')));
  const asins = new Set(files.flatMap(({ reading }) => reading.tags.asin ?? []));
  if (asins.size < 2 && (albums.size < 2 || asins.size === 1)) return [files];
  return [...folders.values()];
}

/** The folder that is a part of its own name: "Emma - Part 1", but not "Part 1" or "Emma (1 of 2)". */
function partFolder(file: DividableFile): string | null {
  const folder = folderOf(file.path);
  const mark = discMark(lastPart(folder));
  return mark?.kind === 'part' && mark.total === null && textKey(mark.before) !== '' ? folder : null;
}
