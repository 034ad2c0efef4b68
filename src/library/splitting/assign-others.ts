import { compareNaturally, textKey } from '../../base/text.ts';
import { folderOf } from '../group-files.ts';
import { type DividableFile, stemOf } from './dividable-file.ts';
import { areWholeBooks } from './whole-books.ts';

interface Keyed<T> {
  readonly file: T;
  readonly key: string | null;
}

/**
 * The files of each book. Those whose tags name none go where their folder, their name or their neighbours belong; what
 * is left is a book by itself.
 */
export function assignOthers<T extends DividableFile>(
  files: readonly T[],
  keys: readonly (string | null)[],
): readonly (readonly T[])[] {
  const keyed = files
    .map((file, index): Keyed<T> => ({ file, key: keys[index] ?? null }))
    .toSorted((a, b) => compareNaturally(a.file.path, b.file.path));
  const known = keyed.filter(({ key }) => key !== null);
  const assigned = keyed.map(({ file, key }, index) => ({
    file,
    key:
      key ??
      byFolder(file, known) ??
      byName(file, known) ??
      byNeighbours(index, keyed) ??
      theOnly(file, known),
  }));
  const rest = assigned.filter(({ key }) => key === null).map(({ file }) => file);
  const books = Map.groupBy(
    assigned.filter(({ key }) => key !== null),
    ({ key }) => key,
  );
  const own = [...books.values()].map((book) => book.map(({ file }) => file));
  if (rest.length === 0) return own;
  return [...own, ...(areWholeBooks(rest) ? rest.map((file) => [file]) : [rest])];
}

function byFolder<T extends DividableFile>(file: T, known: readonly Keyed<T>[]): string | null {
  const folder = folderOf(file.path);
  const within = known.filter((other) => folderOf(other.file.path) === folder);
  return within.length === known.length ? null : single(within);
}

/** Its name holds the book's, or differs from that of another file in numbers only. */
function byName<T extends DividableFile>(file: T, known: readonly Keyed<T>[]): string | null {
  const name = textKey(stemOf(file));
  const titled = known.filter(({ key }) => key !== null && ` ${name} `.includes(` ${key} `));
  const [longest] = titled.toSorted((a, b) => (b.key?.length ?? 0) - (a.key?.length ?? 0));
  if (longest) return longest.key;
  const pattern = withoutNumbers(file);
  return pattern === '' ? null : single(known.filter((other) => withoutNumbers(other.file) === pattern));
}

function withoutNumbers(file: DividableFile): string {
  return textKey(stemOf(file).replace(/\d+/gu, ' '));
}

/** Between two files of one book. */
function byNeighbours<T>(index: number, keyed: readonly Keyed<T>[]): string | null {
  const before = keyed.slice(0, index).findLast(({ key }) => key !== null)?.key ?? null;
  const after = keyed.slice(index).find(({ key }) => key !== null)?.key ?? null;
  return before === after ? before : null;
}

function theOnly<T extends DividableFile>(file: T, known: readonly Keyed<T>[]): string | null {
  return areWholeBooks([file]) ? null : single(known);
}

function single<T>(keyed: readonly Keyed<T>[]): string | null {
  const keys = new Set(keyed.map(({ key }) => key));
  return keys.size === 1 ? (keyed[0]?.key ?? null) : null;
}
