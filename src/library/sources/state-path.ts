import type { PathReading } from '../path/path-reading.ts';
import type { SourceStatement } from './source-statement.ts';
import { SILENT } from './statement.ts';

/** What the names of folder and files say. */
export function statePath(path: PathReading): SourceStatement {
  const { title, subtitle, authors, narrators, series, year, asin, abridged, dramatised } = path;
  return {
    source: 'path',
    said: {
      ...SILENT,
      title: title || null,
      subtitle,
      authors,
      narrators,
      series,
      publishedYear: year,
      asin,
      abridged,
      dramatised,
    },
    doubts: {},
  };
}
