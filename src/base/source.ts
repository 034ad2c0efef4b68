/** Where a scan reads what is known of a book; the names are those of the wire. The order is the standard one. */
export const SOURCES = [
  'metadata_json',
  'opf',
  'tags',
  'nfo',
  'desc_txt',
  'reader_txt',
  'cue',
  'path',
] as const;
export type Source = (typeof SOURCES)[number];
