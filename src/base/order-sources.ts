/** What may tell the order of files: a person, the tags, their names, their titles, their folders, or the alphabet. */
export const ORDER_SOURCES = ['person', 'tags', 'names', 'titles', 'folders', 'alphabet'] as const;
export type OrderSource = (typeof ORDER_SOURCES)[number];

/** Where the chapters of an item come from: inside its files, a file beside them, or the files themselves. */
export const CHAPTER_SOURCES = ['embedded', 'cue', 'metadata_json', 'files'] as const;
export type ChapterSource = (typeof CHAPTER_SOURCES)[number];
