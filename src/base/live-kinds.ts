/** The kinds of things whose changes open pages hear of. */
export const LIVE_KINDS = [
  'library',
  'library_item',
  'book',
  'task',
  'wanted',
  'search',
  'download',
  'import',
  'indexer',
  'download_client',
  'history',
  'backup',
  'duplicate',
  'reorganisation',
] as const;

export type LiveKind = (typeof LIVE_KINDS)[number];
