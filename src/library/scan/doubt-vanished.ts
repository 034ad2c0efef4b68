/** What a scan has found gone, beside what was there. */
export interface VanishedItems {
  /** How many items were there before, and how many of these are gone. */
  readonly present: number;
  readonly gone: number;
  /** The library's folder is on another disk than at the last scan. */
  readonly isOnAnotherDisk: boolean;
  /** The folders directly in the library of which all is gone, with how many items lay in each. */
  readonly emptyFolders: readonly { readonly folder: string; readonly items: number }[];
}

/** So few may always go: people tidy up. */
const FEW = 5;
const MUCH = 0.2;

/** Why it is not believed that these items are gone, as the end of a sentence; null where it is. */
export function doubtVanished({
  present,
  gone,
  isOnAnotherDisk,
  emptyFolders,
}: VanishedItems): string | null {
  if (gone === 0) return null;
  if (isOnAnotherDisk) return 'and the folder is on another disk than before';
  const [emptied] = emptyFolders.filter(({ items }) => items > FEW);
  if (emptied !== undefined) return `and nothing is left of ${emptied.folder}, as if it were not mounted`;
  if (gone > FEW && gone > present * MUCH) return 'which is more than a fifth of the library';
  return null;
}
