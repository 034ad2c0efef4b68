/** The kinds of files beside the audio that tell of the book. */
export type SidecarKind = 'metadata_json' | 'opf' | 'nfo' | 'desc_txt' | 'reader_txt' | 'cue';

const KIND_BY_NAME: ReadonlyMap<string, SidecarKind> = new Map([
  ['metadata.json', 'metadata_json'],
  ['metadata.abs', 'metadata_json'],
  ['desc.txt', 'desc_txt'],
  ['reader.txt', 'reader_txt'],
]);

const KIND_BY_ENDING = [
  ['.metadata.json', 'metadata_json'],
  ['.opf', 'opf'],
  ['.nfo', 'nfo'],
  ['.cue', 'cue'],
] as const;

/** What a file is by its name; null for whatever tells nothing of a book. */
export function sidecarKind(name: string): SidecarKind | null {
  const lower = name.toLowerCase();
  return KIND_BY_NAME.get(lower) ?? KIND_BY_ENDING.find(([ending]) => lower.endsWith(ending))?.[1] ?? null;
}

/** "Emma.metadata.json" and "Emma.opf" belong to "Emma.m4b"; in small letters. */
export function sidecarStem(name: string): string {
  return name.toLowerCase().replace(/(?:\.metadata\.json|\.[^.]*)$/u, '');
}

/** Of the files beside several items those that belong to one: they bear its name, or lie in its own folder. */
export function sidecarsBeside<T extends { readonly path: string }>(
  itemPath: string,
  sidecars: readonly T[],
): readonly T[] {
  return sidecars.filter(
    ({ path }) => sidecarStem(path) === sidecarStem(itemPath) || path.startsWith(`${itemPath}/`),
  );
}
