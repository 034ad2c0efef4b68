import { join } from 'node:path';
import { type AudioReading, unreadable } from './audio-reading.ts';
import { lastPart } from './group-files.ts';
import type { Library } from './library-store.ts';
import { explainAmong } from './path/explain-among.ts';
import type { FolderNames } from './path/folder-names.ts';
import type { PathReading } from './path/path-reading.ts';
import { readingOf } from './path/read-path.ts';
import { imagesBeside, pickCoverFile } from './pick-cover-file.ts';
import { type Belongings, presentItem, type ReadFile, type ReadItem } from './present-item.ts';
import type { ReadSidecar, SidecarReading } from './sources/read-sidecar.ts';
import { type SidecarKind, sidecarsBeside } from './sources/sidecar-name.ts';
import { divideBooks } from './splitting/divide-books.ts';
import { nameBooks } from './splitting/name-books.ts';
import type { FoundFile, FoundItem, FoundSidecar } from './walk/found-item.ts';

/** Whoever opens files: processes of their own, or the code in these. */
export interface FileReader {
  /** Never fails for a bad file: the reading then has a fault. Throws ReadingStopped where the program ends. */
  read(absolutePath: string): Promise<AudioReading>;
  /** A file beside the audio that tells of the book; never fails for a bad one. */
  sidecar(kind: SidecarKind, absolutePath: string): Promise<SidecarReading>;
  /** The names of what may be items in a folder of a library ('': the library itself). */
  names(root: string, folder: string): FolderNames | Promise<FolderNames>;
}

/** What reading must know of a library. */
export type ReadLibrary = Pick<Library, 'path' | 'sourceOrder'>;

/**
 * Reads what lies in one folder: one item, or several where its tags tell books apart. The signature of each is that
 * of the folder.
 */
export async function readItems(
  reader: FileReader,
  library: ReadLibrary,
  found: FoundItem,
): Promise<readonly ReadItem[]> {
  const { sourceOrder } = library;
  const books = await readBooks(reader, library.path, found);
  return books.map(({ files, ...belongings }) => presentItem(found, { ...belongings, sourceOrder }, files));
}

/** The files of one book, and what belongs to it besides. */
export type ReadBook = Omit<Belongings, 'sourceOrder'> & { readonly files: readonly ReadFile[] };

/** The books in one folder, as they were read and not yet weighed. */
export async function readBooks(
  reader: FileReader,
  root: string,
  found: FoundItem,
): Promise<readonly ReadBook[]> {
  const { files, sidecars } = await readFound(reader, root, found);
  const books = files.length < 2 ? [files] : divideBooks(files);
  if (books.length === 1)
    return [{ ...found, sidecars, files, named: await readName(reader, root, found.path, files) }];
  const paths = nameBooks(found.path, books, found.subfolders);
  return await Promise.all(
    books.map(async (book, index) => {
      const path = paths[index] ?? found.path;
      // What could not be looked into is told once.
      const faults = index === 0 ? found.faults : [];
      const named = await readName(reader, root, path, book);
      return { ...belongings(found, sidecars, path), faults, files: book, named };
    }),
  );
}

async function readName(
  reader: FileReader,
  root: string,
  path: string,
  files: readonly ReadFile[],
): Promise<PathReading> {
  const list = (folder: string) => reader.names(root, folder);
  const names = files.map((file) => lastPart(file.path));
  return readingOf(await explainAmong(list, path, names));
}

/** What lies beside the files of one of several books and belongs to it. */
function belongings(
  found: FoundItem,
  sidecars: readonly ReadSidecar[],
  path: string,
): Omit<Belongings, 'sourceOrder' | 'faults' | 'named'> {
  if (path === found.path) return { path, coverFile: found.coverFile, sidecars };
  return {
    path,
    coverFile: pickCoverFile(imagesBeside(path, found.images)),
    sidecars: sidecarsBeside(path, sidecars),
  };
}

/** Reads all files of an item, which is one whatever its tags say, and puts them into playing order. */
export async function readItem(
  reader: FileReader,
  library: ReadLibrary,
  found: FoundItem,
): Promise<ReadItem> {
  const { sourceOrder } = library;
  const { files, sidecars } = await readFound(reader, library.path, found);
  const named = await readName(reader, library.path, found.path, files);
  return presentItem(found, { ...found, sidecars, sourceOrder, named }, files);
}

async function readFound(
  reader: FileReader,
  root: string,
  found: FoundItem,
): Promise<{ readonly files: readonly ReadFile[]; readonly sidecars: readonly ReadSidecar[] }> {
  const [files, sidecars] = await Promise.all([
    Promise.all(found.files.map((file) => readFile(reader, root, file))),
    Promise.all(found.sidecars.map((sidecar) => readBeside(reader, root, sidecar))),
  ]);
  return { files, sidecars };
}

async function readBeside(
  reader: FileReader,
  root: string,
  { path, kind }: FoundSidecar,
): Promise<ReadSidecar> {
  return { path, kind, reading: await reader.sidecar(kind, join(root, path)) };
}

async function readFile(reader: FileReader, root: string, found: FoundFile): Promise<ReadFile> {
  const reading = found.fault === null ? await reader.read(join(root, found.path)) : unreadable(found.fault);
  return { path: found.path, found, reading, tags: reading.tags };
}
