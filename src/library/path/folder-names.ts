import { words } from '../../base/text.ts';

/** The names in one folder, to be asked for those that share words. */
export interface FolderNames {
  /** In the order of their letters; no more than `MOST_NAMES`. */
  readonly names: readonly string[];
  /** Those with all words of a text, wherever these stand; none where so many share them that they tell nothing. */
  withWords(text: string): readonly string[];
}

/** Of a folder with more, the first: their words take some megabytes. */
export const MOST_NAMES = 10_000;
const MOST_ALIKE = 100;

export function folderNames(all: readonly string[]): FolderNames {
  const names = all.toSorted().slice(0, MOST_NAMES);
  let byWord: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  return {
    names,
    withWords(text) {
      byWord ??= byWords(names);
      const having: ReadonlySet<string>[] = [];
      for (const word of words(text)) {
        const found = byWord.get(word);
        if (found === undefined) return [];
        having.push(found);
      }
      const [rarest, ...others] = having.toSorted((a, b) => a.size - b.size);
      if (rarest === undefined || rarest.size > MOST_ALIKE) return [];
      return [...rarest].filter((name) => others.every((each) => each.has(name)));
    },
  };
}

function byWords(names: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of names) {
    for (const word of words(name)) {
      const having = found.get(word);
      if (having === undefined) found.set(word, new Set([name]));
      else having.add(name);
    }
  }
  return found;
}
