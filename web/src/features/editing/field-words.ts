import type { BookDetail } from '../../things.ts';

export type Provenance = BookDetail['provenance'][string];

const SOURCES: Readonly<Record<string, string>> = {
  tags: 'tags',
  path: 'folder and file names',
  metadata_json: 'metadata.json',
  opf: 'the OPF file',
  nfo: 'the NFO file',
  desc_txt: 'desc.txt',
  reader_txt: 'reader.txt',
  cue: 'the cue sheet',
};

/** A source of metadata as people call it. */
export function sourceName(source: string): string {
  return SOURCES[source] ?? source;
}

/** Where a value is from, how sure that is and who agrees; null where nothing is known of it. */
export function sourceWords(provenance: Provenance | undefined, isEmpty: boolean): string | null {
  if (provenance === undefined) return null;
  const { source, locked, confidence, agreeing = [] } = provenance;
  if (locked && isEmpty) return 'Left empty on purpose';
  if (source === 'person') return locked ? 'Changed by you' : 'Changed by you, and left to scans';
  const agrees = agreeing.length === 0 ? '' : `, agrees with ${agreeing.map(sourceName).join(' and ')}`;
  const sure = confidence === undefined ? '' : ` (${Math.round(confidence * 100)} % sure)`;
  return `From ${sourceName(source)}${agrees}${sure}`;
}

const LABELS: Readonly<Record<string, string>> = {
  published_date: 'Date of publication',
  published_year: 'Year',
  asin: 'ASIN',
  isbn: 'ISBN',
  exists: 'Whole',
  wants: 'Wants',
  duration_seconds: 'Running time',
};

/** A field as a label; those without a word of their own are their name. */
export function fieldLabel(field: string): string {
  return LABELS[field] ?? `${field.charAt(0).toUpperCase()}${field.slice(1).replaceAll('_', ' ')}`;
}
