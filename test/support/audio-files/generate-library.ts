import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverImage } from './cover-image.ts';
import { encodeAudio } from './encode-audio.ts';
import { withId3Tags } from './id3-tags.ts';
import { type MadeUpBook, madeUpBook } from './made-up-book.ts';
import { withMp4Tags } from './mp4-tags.ts';

export interface GeneratedLibrary {
  /** Relative to the root. */
  readonly itemPaths: readonly string[];
  readonly files: number;
  readonly bytes: number;
}

const SECONDS = 5;
const CHAPTERS = [
  { title: 'Chapter 1', startSeconds: 0, endSeconds: 2 },
  { title: 'Chapter 2', startSeconds: 2, endSeconds: SECONDS },
];
const HUES = 24;

/**
 * Fills a folder with books of real, short audio for measuring: the same ones each time, every file with tags and an
 * inode of its own. Every fourth book is three MP3 files, the others are one m4b with chapters; all have covers.
 */
export async function generateLibrary(root: string, books: number, first = 0): Promise<GeneratedLibrary> {
  const base = { seconds: SECONDS, metadata: [], cover: null };
  const m4b = await encodeAudio({ ...base, format: 'm4b', chapters: CHAPTERS });
  const mp3 = await encodeAudio({ ...base, format: 'mp3', chapters: [] });
  const covers = Array.from({ length: HUES }, (_, index) => coverImage((index * 360) / HUES));
  const itemPaths: string[] = [];
  let files = 0;
  let bytes = 0;
  for (let index = first; index < first + books; index += 1) {
    const book = madeUpBook(index);
    const cover = covers[index % HUES] ?? null;
    itemPaths.push(book.folder);
    mkdirSync(join(root, book.folder), { recursive: true });
    for (const [name, content] of index % 4 === 3 ? mp3Files(book, mp3, cover) : m4bFile(book, m4b, cover)) {
      writeFileSync(join(root, book.folder, name), content);
      files += 1;
      bytes += content.length;
    }
  }
  return { itemPaths, files, bytes };
}

function m4bFile({ tags }: MadeUpBook, template: Buffer, cover: Buffer | null): [string, Buffer][] {
  return [[`${tags.title}.m4b`, withMp4Tags(template, { ...tags, album: tags.title }, cover)]];
}

function mp3Files({ tags }: MadeUpBook, template: Buffer, cover: Buffer | null): [string, Buffer][] {
  return [1, 2, 3].map((number) => {
    const own = { ...tags, album: tags.title, title: `Chapter ${number}`, track: { number, total: 3 } };
    return [
      `${String(number).padStart(2, '0')} - Chapter ${number}.mp3`,
      withId3Tags(template, own, [], cover),
    ];
  });
}
