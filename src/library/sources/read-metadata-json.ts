import { languageCode } from '../../base/language.ts';
import type { Chapter, SeriesTag } from '../audio-reading.ts';
import { dramatisedBy } from '../dramatised-mark.ts';
import { seriesInText } from '../series-text.ts';
import { cleanLine } from './clean-text.ts';
import { htmlText } from './html-text.ts';
import { listedNames, namesIn } from './names-in.ts';
import { readAsin, readIsbn, readPosition, readYear } from './read-values.ts';
import type { Statement } from './statement.ts';

type Fields = Readonly<Record<string, unknown>>;

const MOST_SERIES = 20;
const MOST_LINES = 200;
const MOST_CHAPTERS = 5_000;

/**
 * What Audiobookshelf keeps in a `metadata.json`, of today's form and of the older one with everything under `metadata`,
 * and what Libation and Audnexus say in theirs. Null where it is no JSON object.
 */
export function readMetadataJson(
  text: string,
): { readonly statement: Statement; readonly chapters: readonly Chapter[] } | null {
  const whole = parsed(text);
  if (whole === null) return null;
  const fields = isFields(whole['metadata']) ? { ...whole, ...whole['metadata'] } : whole;
  const line = (...keys: readonly string[]) => firstLine(fields, keys);
  return {
    statement: {
      title: line('title'),
      subtitle: line('subtitle'),
      authors: namesOf(fields['authors'] ?? fields['author'] ?? fields['authorName']),
      narrators: namesOf(fields['narrators'] ?? fields['narrator'] ?? fields['narratorName']),
      series: seriesOf(fields),
      publishedYear: readYear(
        line('publishedYear', 'publishedDate', 'releaseDate', 'release_date', 'publication_datetime') ?? '',
      ),
      language: languageCode(line('language') ?? ''),
      publisher: line('publisher', 'publisherName', 'publisher_name'),
      description: textOf(fields, ['description', 'summary', 'publisher_summary']),
      asin: readAsin(line('asin') ?? ''),
      isbn: readIsbn(line('isbn') ?? ''),
      abridged: abridgedOf(fields),
      dramatised: dramatisedOf(fields),
    },
    chapters: chaptersOf(whole['chapters']),
  };
}

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstLine(fields: Fields, keys: readonly string[]): string | null {
  for (const key of keys) {
    const line = lineOf(fields[key]);
    if (line !== null) return line;
  }
  return null;
}

function lineOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? cleanLine(value) || null : null;
}

function textOf(fields: Fields, keys: readonly string[]): string | null {
  const text = keys.map((key) => fields[key]).find((value) => typeof value === 'string' && value !== '');
  return typeof text === 'string' ? htmlText(text) || null : null;
}

/** `["A"]`, `[{"name": "A"}]` or "A, B". */
function namesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return namesIn(value);
  return Array.isArray(value) ? listedNames(value.map((entry) => nameOf(entry) ?? '')) : [];
}

function linesOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).slice(0, MOST_LINES).flatMap((line) => lineOf(line) ?? []);
}

function nameOf(value: unknown): string | null {
  return lineOf(isFields(value) ? (value['name'] ?? value['title']) : value);
}

function seriesOf(fields: Fields): readonly SeriesTag[] {
  const listed = fields['series'] ?? [fields['seriesPrimary'], fields['seriesSecondary']];
  const entries = Array.isArray(listed) ? listed : [listed];
  return entries.slice(0, MOST_SERIES).flatMap((entry) => {
    const name = nameOf(entry);
    if (name === null) return [];
    if (!isFields(entry)) return [seriesInText(name) ?? { name, position: null }];
    const position = lineOf(entry['sequence'] ?? entry['position']);
    return [{ name, position: position === null ? null : readPosition(position) }];
  });
}

function abridgedOf(fields: Fields): boolean | null {
  const said = fields['abridged'];
  if (typeof said === 'boolean') return said;
  const format = firstLine(fields, ['formatType', 'format_type'])?.toLowerCase();
  return format === 'abridged' ? true : format === 'unabridged' ? false : null;
}

function dramatisedOf(fields: Fields): boolean | null {
  const said = fields['dramatized'] ?? fields['dramatised'];
  if (typeof said === 'boolean') return said;
  const line = (key: string) => lineOf(fields[key]);
  return dramatisedBy({
    titles: [line('title'), line('subtitle')],
    genres: [...linesOf(fields['genres']), ...linesOf(fields['tags'])],
    makers: [line('publisher'), line('publisherName'), ...linesOf(fields['narrators'])],
    comment: textOf(fields, ['description', 'summary', 'publisher_summary']),
  });
}

function chaptersOf(value: unknown): readonly Chapter[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_CHAPTERS).flatMap((entry) => {
    if (!isFields(entry)) return [];
    const { start, end } = entry;
    if (typeof start !== 'number' || typeof end !== 'number' || !(start >= 0) || !(end > start)) return [];
    return [{ title: lineOf(entry['title']) ?? '', startSeconds: start, endSeconds: end }];
  });
}
