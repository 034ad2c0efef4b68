import { type ChosenOrder, LEAST_SCORE } from './choose-order.ts';
import { edgeRank } from './edge-words.ts';
import { type FolderPlace, stemOf } from './folder-places.ts';
import type { OrderableFile } from './orderable-file.ts';
import { comparePlaces } from './sequence.ts';

/**
 * Indexes of all files in playing order: those that the chosen numbers count, and the others among them: what opens or
 * closes a book before or after them, the rest behind the file that comes before it by other numbers or by name.
 * The files are in the order of their names.
 */
export function placeOthers(
  files: readonly OrderableFile[],
  folders: readonly FolderPlace[],
  { best, others }: ChosenOrder,
): readonly number[] {
  const rankOf = (index: number) => folders[index]?.within[0] ?? 0;
  const ranks = [...new Set(files.keys().map(rankOf))].toSorted((a, b) => a - b);
  const edges = files.map(({ path }, index) => (best.places[index] ? 0 : edgeRank(stemOf(path))));
  return ranks.flatMap((rank) => {
    const own = [...files.keys()].filter((index) => rankOf(index) === rank);
    const order = best.order.filter((index) => rankOf(index) === rank);
    for (const index of own) {
      if (!best.places[index] && edges[index] === 0) order.splice(positionOf(index, order, others), 0, index);
    }
    const byEdge = (a: number, b: number) => (edges[a] ?? 0) - (edges[b] ?? 0);
    return [
      ...own.filter((index) => (edges[index] ?? 0) < 0).toSorted(byEdge),
      ...order,
      ...own.filter((index) => (edges[index] ?? 0) > 0).toSorted(byEdge),
    ];
  });
}

function positionOf(index: number, order: readonly number[], others: ChosenOrder['others']): number {
  for (const { places, score } of others) {
    if (score < LEAST_SCORE) continue;
    const own = places[index];
    if (!own) continue;
    const before = order.findLastIndex((other) => {
      const place = places[other];
      return place !== null && place !== undefined && comparePlaces(place, own) < 0;
    });
    if (before >= 0 || order.some((other) => places[other])) return before + 1;
  }
  return order.findLastIndex((other) => other < index) + 1;
}
