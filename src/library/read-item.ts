import { join } from 'node:path';
import type { AudioReader } from './audio-reader.ts';
import { unreadable } from './audio-reading.ts';
import type { FoundFile } from './list-folder.ts';
import { imagesBeside, pickCoverFile } from './pick-cover-file.ts';
import { presentItem, type ReadFile, type ReadItem } from './present-item.ts';
import { sidecarsBeside } from './sources/sidecar-name.ts';
import { divideBooks } from './splitting/divide-books.ts';
import { nameBooks } from './splitting/name-books.ts';
import type { FoundItem } from './walk-library.ts';

/**
 * Reads what lies in one folder: one item, or several where its tags tell books apart. The signature of each is that
 * of the folder.
 */
export async function readItems(
  reader: AudioReader,
  root: string,
  found: FoundItem,
): Promise<readonly ReadItem[]> {
  const files = await readFiles(reader, root, found);
  const books = files.length < 2 ? [files] : divideBooks(files);
  if (books.length === 1) return [presentItem(found, found, files)];
  const paths = nameBooks(found.path, books, found.subfolders);
  return books.map((book, index) => {
    const path = paths[index] ?? found.path;
    // What could not be looked into is told once.
    const faults = index === 0 ? found.faults : [];
    return presentItem(found, { ...belongings(found, path), faults }, book);
  });
}

/** What lies beside the files of one of several books and belongs to it. */
function belongings(found: FoundItem, path: string): Pick<FoundItem, 'path' | 'coverFile' | 'sidecars'> {
  const { coverFile, sidecars } = found;
  if (path === found.path) return { path, coverFile, sidecars };
  return {
    path,
    coverFile: pickCoverFile(imagesBeside(path, found.images)),
    sidecars: sidecarsBeside(path, sidecars),
  };
}

/** Reads all files of an item, which is one whatever its tags say, and puts them into playing order. */
export async function readItem(reader: AudioReader, root: string, found: FoundItem): Promise<ReadItem> {
  return presentItem(found, found, await readFiles(reader, root, found));
}

function readFiles(reader: AudioReader, root: string, found: FoundItem): Promise<readonly ReadFile[]> {
  return Promise.all(found.files.map((file) => readFile(reader, root, file)));
}

async function readFile(reader: AudioReader, root: string, found: FoundFile): Promise<ReadFile> {
  const reading = found.fault === null ? await reader.read(join(root, found.path)) : unreadable(found.fault);
  return { path: found.path, found, reading, tags: reading.tags };
}
