import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { coverImage } from './cover-image.ts';
import { type AudioFormat, encodeAudio } from './encode-audio.ts';
import { CHAPTERS, type LibraryKinds, PLAIN, type PlannedItem, planItem, SECONDS } from './planned-item.ts';
import { retag } from './retag.ts';

export interface GeneratedLibrary {
  /** Relative to the root. */
  readonly itemPaths: readonly string[];
  /** Of audio. */
  readonly files: number;
  readonly bytes: number;
}

export interface LibraryOptions {
  readonly kinds?: LibraryKinds;
  /** Hears of each item when it is written. */
  readonly onItem?: (item: PlannedItem) => void;
}

const HUES = 24;

/**
 * Fills a folder with books of real, short audio: the same ones each time, every file with tags and an inode of its
 * own. Every fourth book is three files, the others are one with chapters; all have covers where their format can.
 * Without `kinds` they lie as Audiobookshelf wants them, in m4b and MP3.
 */
export async function generateLibrary(
  root: string,
  books: number,
  first = 0,
  { kinds = PLAIN, onItem = () => {} }: LibraryOptions = {},
): Promise<GeneratedLibrary> {
  const encoded = new Map<AudioFormat, Buffer>();
  for (const format of kinds.formats) encoded.set(format, await encodeTemplate(format));
  const covers = Array.from({ length: HUES }, (_, index) => coverImage((index * 360) / HUES));
  const folders = new Set<string>();
  const write = (path: string, content: Buffer | string) => {
    const folder = dirname(path);
    if (!folders.has(folder)) mkdirSync(join(root, folder), { recursive: true });
    folders.add(folder);
    writeFileSync(join(root, path), content);
  };
  const itemPaths: string[] = [];
  let files = 0;
  let bytes = 0;
  for (let index = first; index < first + books; index += 1) {
    const item = planItem(index, kinds);
    folders.clear();
    for (const { path, tags } of item.audio) {
      const content = retag(item.format, encoded.get(item.format) ?? Buffer.alloc(0), {
        tags,
        chapters: item.chapters,
        cover: covers[index % HUES] ?? null,
        id3Version: index % 2 === 0 ? 3 : 4,
      });
      write(path, content);
      files += 1;
      bytes += content.length;
    }
    for (const { path, text } of item.beside) write(path, text);
    itemPaths.push(item.path);
    onItem(item);
  }
  return { itemPaths, files, bytes };
}

function encodeTemplate(format: AudioFormat): Promise<Buffer> {
  const chapters = format.startsWith('m4b') ? CHAPTERS : [];
  return encodeAudio({ seconds: SECONDS, metadata: [], cover: null, format, chapters });
}
