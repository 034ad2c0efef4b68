import { textKey } from '../../base/text.ts';
import { folderOf, lastPart } from '../group-files.ts';
import { type DividableFile, stemOf } from './dividable-file.ts';

/**
 * A path for each of the books of one folder: that of the file for a single one, that of its folder where a book has
 * one for itself or one that is named for it, else one made of what the names of its files begin with, or of its album,
 * and that nothing else bears.
 * `taken` are the folders in it that hold other items.
 */
export function nameBooks(
  folder: string,
  books: readonly (readonly DividableFile[])[],
  taken: readonly string[],
): readonly string[] {
  const used = new Set(taken.map((path) => path.toLowerCase()));
  return books.map((files) => {
    const path = pathOf(folder, files, books);
    const free = [
      path,
      ...Array.from({ length: books.length + taken.length }, (_, at) => `${path} (${at + 2})`),
    ];
    const unused = free.find((one) => !used.has(one.toLowerCase())) ?? path;
    used.add(unused.toLowerCase());
    return unused;
  });
}

function pathOf(
  folder: string,
  files: readonly DividableFile[],
  books: readonly (readonly DividableFile[])[],
): string {
  const [first, ...more] = files;
  if (first === undefined || more.length === 0) return first?.path ?? folder;
  const own = folderOf(first.path);
  const isAlone = books.every((book) => book === files || !book.some((file) => folderOf(file.path) === own));
  if (own !== folder && isAlone && more.every((file) => folderOf(file.path) === own)) return own;
  const names = [commonBeginning(files), albumOf(files)].filter((name) => name !== null);
  const isNamedForIt = names.some((name) => ` ${textKey(lastPart(folder))} `.includes(` ${textKey(name)} `));
  const isFirst = books.find((book) => book.length > 1) === files;
  return isNamedForIt && isFirst ? folder : `${folder}/${names[0] ?? stemOf(first)}`;
}

/** What the names have in common, without the words and digits that count: "Emma" of "Emma - Chapter 01" and "… 02". */
function commonBeginning(files: readonly DividableFile[]): string | null {
  const stems = files.map(stemOf);
  const shortest = stems.reduce((a, b) => (a.length <= b.length ? a : b), stems[0] ?? '');
  let length = shortest.length;
  while (!stems.every((stem) => stem.startsWith(shortest.slice(0, length)))) length -= 1;
  const cleaned = shortest
    .slice(0, length)
    .replace(/[\s\d._([#-]+$/u, '')
    .replace(/(?:^|[\s._([-]+)(?:chapter|chap|ch|part|pt|track|dis[ck]|cd|kapitel|teil|book)$/iu, '')
    .replace(/[\s._([,–-]+$/u, '');
  return (textKey(cleaned).match(/\p{L}/gu)?.length ?? 0) >= 3 ? cleaned : null;
}

function albumOf(files: readonly DividableFile[]): string | null {
  const album = files.find(({ reading }) => reading.tags.album !== null)?.reading.tags.album ?? '';
  const name = lastPart(album.replace(/[/\p{Cc}]+/gu, ' '))
    .trim()
    .slice(0, 120)
    .toWellFormed();
  return textKey(name) === '' ? null : name;
}
