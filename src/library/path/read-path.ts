import { type Evidence, NO_EVIDENCE } from './evidence.ts';
import { explainPath } from './explain-path.ts';
import type { ExplainedPath, PathReading } from './path-reading.ts';

/**
 * What a path says of its book: `Author/Series/Vol 1 - 1843 - Title {Narrator} [ASIN]`, the flat ways of naming ("Author -
 * Title", "Author - Series 01 - Title", "Title (2010)") and whatever else people write. The names of the book's files may
 * tell what its folder does not. Never throws.
 */
export function readPath(
  path: string,
  fileNames: readonly string[] = [],
  evidence: Evidence = NO_EVIDENCE,
): PathReading {
  return readingOf(explainPath(path, fileNames, evidence));
}

/** The values alone. */
export function readingOf(explained: ExplainedPath): PathReading {
  return {
    title: explained.title.value,
    subtitle: explained.subtitle?.value ?? null,
    authors: explained.authors?.value ?? [],
    narrators: explained.narrators?.value ?? [],
    series: explained.series.map(({ value }) => value),
    year: explained.year?.value ?? null,
    asin: explained.asin?.value ?? null,
    abridged: explained.abridged?.value ?? null,
    dramatised: explained.dramatised?.value ?? null,
    bitrateKbps: explained.bitrateKbps?.value ?? null,
  };
}
