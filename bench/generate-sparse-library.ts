import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodeAudio } from '../test/support/audio-files/encode-audio.ts';
import type { GeneratedLibrary } from '../test/support/audio-files/generate-library.ts';
import { madeUpBook } from '../test/support/audio-files/made-up-book.ts';
import { withMp4Tags } from '../test/support/audio-files/mp4-tags.ts';

const APPARENT_BYTES = 20_000_000;

/**
 * Books of so many files each that look as large as real ones and take a few kilobytes: sound, tagged m4b files whose
 * rest is a free atom over a hole.
 */
export async function generateSparseLibrary(
  root: string,
  books: number,
  filesPerBook: number,
): Promise<GeneratedLibrary> {
  const format = 'm4b-faststart';
  const template = await encodeAudio({ format, seconds: 1, metadata: [], cover: null, chapters: [] });
  const itemPaths: string[] = [];
  for (let index = 0; index < books; index += 1) {
    const { folder, title, tags } = madeUpBook(index);
    const path = join(root, folder);
    mkdirSync(path, { recursive: true });
    itemPaths.push(folder);
    for (let number = 1; number <= filesPerBook; number += 1) {
      const track = { number, total: filesPerBook };
      const content = withMp4Tags(
        template,
        { ...tags, album: title, title: `Chapter ${number}`, track },
        null,
      );
      writeSparse(join(path, `${String(number).padStart(2, '0')} - Chapter ${number}.m4b`), content);
    }
  }
  const files = books * filesPerBook;
  return { itemPaths, files, bytes: files * APPARENT_BYTES };
}

function writeSparse(path: string, content: Buffer): void {
  const free = Buffer.alloc(8);
  free.writeUInt32BE(APPARENT_BYTES - content.length);
  free.write('free', 4, 'latin1');
  const file = openSync(path, 'w');
  try {
    writeSync(file, Buffer.concat([content, free]));
    ftruncateSync(file, APPARENT_BYTES);
  } finally {
    closeSync(file);
  }
}
