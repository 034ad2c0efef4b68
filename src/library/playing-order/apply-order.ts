import type { Chapter } from '../audio-reading.ts';
import { folderOf } from '../group-files.ts';
import { moveChapters } from './move-chapters.ts';
import type { OrderEvidence } from './order-evidence.ts';

/** An item as far as the order of its files concerns it. */
export interface OrderedItem {
  readonly path: string;
  /** As they are played. */
  readonly audioFiles: readonly { readonly path: string; readonly durationSeconds: number | null }[];
  readonly chapters: readonly Chapter[];
  readonly faults: readonly { readonly path: string; readonly fault: string }[];
  readonly orderEvidence: OrderEvidence | null;
}

export const NO_LONGER_FITS =
  'The playing order that a person gave does not fit any more: files were added, removed or renamed. Give it again, or go back to the order that was found.';

/**
 * The item with its files in the order that a person gave, its chapters following. Where the order names other files
 * than there are, the item as it was found, with a fault that says so.
 */
export function applyOrder<Item extends OrderedItem>(item: Item, order: readonly string[]): Item {
  const indexes = matchPaths(
    order,
    item.audioFiles.map(({ path }) => path),
  );
  if (indexes === null)
    return { ...item, faults: [...item.faults, { path: item.path, fault: NO_LONGER_FITS }] };
  const { orderEvidence: evidence } = item;
  const doubts = new Set(evidence?.collisions);
  return {
    ...rearranged(item, indexes),
    // Whoever orders files has decided which of two comes first.
    faults: item.faults.filter(({ path, fault }) => path !== item.path || !doubts.has(fault)),
    orderEvidence: {
      by: 'person',
      confidence: 1,
      agreeing: [],
      contradicting: [],
      gaps: evidence?.gaps ?? [],
      collisions: [],
      ...(evidence?.lost === undefined ? {} : { lost: evidence.lost }),
      found: { paths: item.audioFiles.map(({ path }) => path), evidence },
    },
  };
}

/** The item in the order that was found, if a person's took its place. */
export function withoutOrder<Item extends OrderedItem>(item: Item): Item {
  const faults = item.faults.filter(({ fault }) => fault !== NO_LONGER_FITS);
  const found = item.orderEvidence?.found;
  if (found === undefined) return { ...item, faults };
  const indexes = matchPaths(
    found.paths,
    item.audioFiles.map(({ path }) => path),
  );
  const doubts = (found.evidence?.collisions ?? []).map((fault) => ({ path: item.path, fault }));
  return {
    ...(indexes === null ? item : rearranged(item, indexes)),
    faults: [...faults, ...doubts],
    orderEvidence: found.evidence,
  };
}

function rearranged<Item extends OrderedItem>(item: Item, indexes: readonly number[]): Item {
  return {
    ...item,
    audioFiles: indexes.flatMap((index) => item.audioFiles[index] ?? []),
    chapters: moveChapters(item.chapters, item.audioFiles, indexes),
  };
}

/** Where the files of an order stand among those that are there; a folder that moved does not matter. Null: others. */
export function matchPaths(order: readonly string[], paths: readonly string[]): readonly number[] | null {
  if (order.length !== paths.length) return null;
  const at = new Map(withoutFolder(paths).map((path, index) => [path, index]));
  const indexes = withoutFolder(order).map((path) => at.get(path));
  if (new Set(indexes).size < paths.length || indexes.includes(undefined)) return null;
  return indexes.filter((index) => index !== undefined);
}

/** Paths below the folder that holds them all. */
function withoutFolder(paths: readonly string[]): readonly string[] {
  let folder = paths[0] ?? '';
  do folder = folderOf(folder);
  while (folder !== '' && !paths.every((path) => path.startsWith(`${folder}/`)));
  return folder === '' ? paths : paths.map((path) => path.slice(folder.length + 1));
}
