import type { FolderPlace } from './folder-places.ts';
import type { NumberedName } from './name-numbers.ts';
import type { OrderableFile } from './orderable-file.ts';

/** What is missing by the totals that tags ("3/14"), names ("1 of 3") and folders ("CD1 of 2") give, as sentences. */
export function missingByTotals(
  files: readonly OrderableFile[],
  folders: readonly FolderPlace[],
  names: readonly NumberedName[],
): readonly string[] {
  return [
    ...missingTracks(files, folders),
    ...missingDiscs(files, folders),
    ...missingByNames(names),
    ...missingFolders(folders),
  ];
}

/** A total may be that of the disc or that of the whole book; where it may be the book's and that is whole, nothing lacks. */
function missingTracks(files: readonly OrderableFile[], folders: readonly FolderPlace[]): readonly string[] {
  const discs = Map.groupBy(files.keys(), (index) => `${folders[index]?.folder}/${files[index]?.tags.disc}`);
  const counted = [...discs.values()].map((indexes) => ({
    count: indexes.length,
    total: agreedTotal(indexes.map((index) => files[index]?.tags.trackTotal ?? null)),
  }));
  const totals = new Set(counted.map(({ total }) => total));
  const [whole] = totals;
  if (
    totals.size === 1 &&
    counted.length > 1 &&
    whole &&
    whole >= Math.max(...counted.map(({ count }) => count))
  ) {
    if (files.length >= whole) return [];
    return [lacking(files.length, whole)];
  }
  return counted.flatMap(({ count, total }) =>
    total === null || count >= total ? [] : [lacking(count, total)],
  );
}

function lacking(count: number, total: number): string {
  return `By the tags there are ${total} tracks, and ${count} of them are here.`;
}

function missingDiscs(files: readonly OrderableFile[], folders: readonly FolderPlace[]): readonly string[] {
  const total = agreedTotal(files.map(({ tags }) => tags.discTotal));
  const byTags = new Set(files.map(({ tags }) => tags.disc)).size;
  const byFolders = new Set(folders.map(({ folder }) => folder)).size;
  const count = Math.max(byTags, byFolders);
  return total === null || count >= total
    ? []
    : [`By the tags there are ${total} discs, and ${count} of them ${count === 1 ? 'is' : 'are'} here.`];
}

function missingByNames(names: readonly NumberedName[]): readonly string[] {
  const total = agreedTotal(names.map((name) => name.total));
  return total === null || names.length >= total
    ? []
    : [`By their names there are ${total} files, and ${names.length} of them are here.`];
}

function missingFolders(folders: readonly FolderPlace[]): readonly string[] {
  const marked = new Map(
    folders.flatMap(({ folder, mark }) => (mark === null ? [] : [[folder.split('/')[0], mark]])),
  );
  const numbers = new Set([...marked.values()].map(({ number }) => number));
  const total = agreedTotal([...marked.values()].map((mark) => mark.total)) ?? Math.max(0, ...numbers);
  const missing = Array.from({ length: total }, (_, at) => at + 1).filter((number) => !numbers.has(number));
  if (missing.length === 0 || missing.length > Math.max(1, numbers.size / 2)) return [];
  const list = missing.join(', ');
  return [
    missing.length === 1
      ? `The folder of disc ${list} is missing.`
      : `The folders of the discs ${list} are missing.`,
  ];
}

/** The total that all give who give one; more than a thousand is none. */
function agreedTotal(totals: readonly (number | null)[]): number | null {
  const known = totals.filter((total) => total !== null);
  const [first] = known;
  return first !== undefined && first <= 1000 && known.every((total) => total === first) ? first : null;
}
