import type { SeriesTag } from '../audio-reading.ts';
import type { Found } from './found.ts';
import type { ExplainedPath } from './path-reading.ts';

/** One field, the part of the path that became it, and the rule. */
export interface ExplainedPart {
  readonly field: string;
  readonly value: string;
  readonly from: string;
  readonly why: string;
}

/** The fields that a path tells, in the order of a book's description; what says nothing comes last. */
export function listExplained(path: ExplainedPath): readonly ExplainedPart[] {
  return [
    ...entry('title', path.title, String),
    ...entry('subtitle', path.subtitle, String),
    ...entry('authors', path.authors, (names) => names.join(', ')),
    ...entry('narrators', path.narrators, (names) => names.join(', ')),
    ...path.series.flatMap((series) => entry('series', series, nameOf)),
    ...entry('year', path.year, String),
    ...entry('asin', path.asin, String),
    ...entry('abridged', path.abridged, (isAbridged) => (isAbridged ? 'yes' : 'no')),
    ...entry('dramatised', path.dramatised, (isDramatised) => (isDramatised ? 'yes' : 'no')),
    ...entry('bitrate_kbps', path.bitrateKbps, String),
    ...path.ignored.map(({ from, why }) => ({ field: 'ignored', value: from, from, why })),
  ];
}

function entry<T>(
  field: string,
  found: Found<T> | null,
  written: (value: T) => string,
): readonly ExplainedPart[] {
  return found === null ? [] : [{ field, value: written(found.value), from: found.from, why: found.why }];
}

function nameOf({ name, position }: SeriesTag): string {
  return position === null ? name : `${name} #${position}`;
}
