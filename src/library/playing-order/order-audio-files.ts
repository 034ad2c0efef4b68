import { compareNaturally } from '../../base/text.ts';
import { chooseOrder } from './choose-order.ts';
import { describeOrder } from './describe-order.ts';
import { type FolderPlace, folderPlaces } from './folder-places.ts';
import type { OrderEvidence } from './order-evidence.ts';
import type { OrderableFile } from './orderable-file.ts';
import { placeOthers } from './place-others.ts';

/** A file in its place of the playing order. */
export interface PlacedFile<T> {
  readonly file: T;
  readonly disc: number | null;
  readonly track: number | null;
}

export interface PlayingOrder<T> {
  readonly files: readonly PlacedFile<T>[];
  /** Null where there is nothing to put in order. */
  readonly evidence: OrderEvidence | null;
}

/**
 * The files of one item as they are played: folder by folder in the order of the discs, within a folder by the numbers
 * (in tags, names or titles) that count most of the files one by one, and with which the others agree.
 */
export function orderAudioFiles<T extends OrderableFile>(
  itemPath: string,
  files: readonly T[],
): PlayingOrder<T> {
  const byName = files.toSorted(
    (a, b) =>
      compareNaturally(withoutEnding(a.path), withoutEnding(b.path)) || compareNaturally(a.path, b.path),
  );
  const folders = folderPlaces(itemPath, byName);
  const [only, ...others] = byName;
  if (only === undefined || others.length === 0) {
    const placed = byName.map((file) => ({
      file,
      disc: discOf(file, folders[0], null),
      track: file.tags.track,
    }));
    return { files: placed, evidence: null };
  }
  const chosen = chooseOrder(byName, folders);
  const order = placeOthers(byName, folders, chosen);
  return {
    files: order.map((index) => {
      const file = byName[index] ?? only;
      const place = chosen.best.places[index] ?? null;
      return { file, disc: discOf(file, folders[index], place), track: trackOf(place, folders[index]) };
    }),
    evidence: describeOrder(itemPath, byName, folders, chosen),
  };
}

/** "Ball.mp3" comes before "Ball again.mp3". */
function withoutEnding(path: string): string {
  return path.replace(/\.[^./]*$/u, '');
}

/** By the folder, else by the number that was followed, else by the tag. */
function discOf(
  { tags }: OrderableFile,
  folder: FolderPlace | undefined,
  place: readonly number[] | null,
): number | null {
  const own = place?.slice(folder?.within.length ?? 0) ?? [];
  return (folder?.discs.at(-1) || null) ?? ((own.length > 1 ? own.at(-2) : null) || tags.disc);
}

function trackOf(place: readonly number[] | null, folder: FolderPlace | undefined): number | null {
  return place?.slice(folder?.within.length ?? 0).at(-1) ?? null;
}
