import { languageCode } from '../base/language.ts';
import { titleKey } from '../base/text.ts';
import type { FieldSource } from '../catalog/provenance.ts';
import { marksAbridged } from './abridged-mark.ts';
import { agreedValue } from './agreed-value.ts';
import type { AudioReading, AudioTags, SeriesTag } from './audio-reading.ts';
import { describePeople } from './describe-people.ts';
import { describeTitle } from './describe-title.ts';
import { lastPart } from './group-files.ts';
import type { PathReading } from './path/path-reading.ts';
import { readPath } from './path/read-path.ts';

/** What an item says of its book and recording, and for each field where it says so. */
export interface ItemDescription {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly SeriesTag[];
  readonly publishedYear: number | null;
  /** ISO 639-1. */
  readonly language: string | null;
  readonly publisher: string | null;
  readonly description: string | null;
  readonly asin: string | null;
  readonly isbn: string | null;
  readonly abridged: boolean | null;
  /** The sum of what is known. */
  readonly durationSeconds: number | null;
  readonly provenance: Readonly<Record<string, FieldSource>>;
}

export type DescriptionSource = 'tags' | 'path';

const CONFIDENCE: Readonly<Record<DescriptionSource, number>> = { tags: 0.8, path: 0.6 };

export type DescribedField = Exclude<keyof ItemDescription, 'provenance' | 'durationSeconds'>;

export interface DescribableFile {
  /** Relative to the library. */
  readonly path: string;
  readonly reading: AudioReading;
}

/** A value and where it was found. */
interface Found<T> {
  readonly value: T;
  readonly source: DescriptionSource | null;
}

/** Joins the tags of an item's files with what its path says: tags win, the path fills what they are silent about. */
export function describeItem(
  item: { readonly path: string },
  files: readonly DescribableFile[],
): ItemDescription {
  const path = readPath(
    item.path,
    files.map((file) => lastPart(file.path)),
  );
  const tags = files.map((file) => file.reading.tags);
  const found = findFields(tags, path);
  const provenance: Record<string, FieldSource> = {};
  for (const field of FIELDS) {
    const { source } = found[field];
    if (source !== null) provenance[field] = { source, confidence: CONFIDENCE[source], agreeing: [] };
  }
  return {
    title: found.title.value,
    subtitle: found.subtitle.value,
    authors: found.authors.value,
    narrators: found.narrators.value,
    series: found.series.value,
    publishedYear: found.publishedYear.value,
    language: found.language.value,
    publisher: found.publisher.value,
    description: found.description.value,
    asin: found.asin.value,
    isbn: found.isbn.value,
    abridged: found.abridged.value,
    durationSeconds: sumOfKnown(files.map((file) => file.reading.durationSeconds)),
    provenance,
  };
}

type Fields = { readonly [Field in DescribedField]: Found<ItemDescription[Field]> };

const FIELDS = [
  'title',
  'subtitle',
  'authors',
  'narrators',
  'series',
  'publishedYear',
  'language',
  'publisher',
  'description',
  'asin',
  'isbn',
  'abridged',
] as const satisfies readonly DescribedField[];

function findFields(tags: readonly AudioTags[], path: PathReading): Fields {
  const series = firstOf(seriesOf(tags, path), path.series[0] ?? null);
  const title = describeTitle(tags, path, series.value);
  const people = describePeople(tags, path);
  const pathTitle = path.title === '' ? null : path.title;
  return {
    title: orEmpty(firstOf(title?.title ?? null, pathTitle), ''),
    subtitle: firstOf(
      title?.subtitle ?? null,
      title === null || isSameTitle(title.title, path) ? path.subtitle : null,
    ),
    authors: orEmpty(firstOf(filled(people.authors), filled(path.authors)), []),
    narrators: orEmpty(firstOf(filled(people.narrators), filled(path.narrators)), []),
    series:
      series.source === 'path'
        ? { value: path.series, source: 'path' }
        : listed(
            firstOf(series.value === null ? (title?.series ?? null) : null, series.value),
            series.source,
          ),
    publishedYear: firstOf(
      agreedValue(tags, (file) => file.year),
      path.year,
    ),
    language: firstOf(
      agreedValue(tags, (file) => languageCode(file.language ?? '')),
      null,
    ),
    publisher: firstOf(
      agreedValue(tags, (file) => file.publisher),
      null,
    ),
    description: firstOf(descriptionOf(tags), null),
    asin: firstOf(
      agreedValue(tags, (file) => file.asin),
      path.asin,
    ),
    isbn: firstOf(
      agreedValue(tags, (file) => file.isbn),
      null,
    ),
    abridged: firstOf(
      agreedValue(tags, (file) => file.abridged),
      path.abridged,
    ),
  };
}

function firstOf<T>(fromTags: T | null, fromPath: T | null): Found<T | null> {
  if (fromTags !== null) return { value: fromTags, source: 'tags' };
  return { value: fromPath, source: fromPath === null ? null : 'path' };
}

function orEmpty<T>({ value, source }: Found<T | null>, empty: T): Found<T> {
  return { value: value ?? empty, source };
}

function filled<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}

/** A series that the title names counts as the tags' own. */
function listed(
  { value, source }: Found<SeriesTag | null>,
  known: DescriptionSource | null,
): Found<readonly SeriesTag[]> {
  return { value: value === null ? [] : [value], source: known ?? source };
}

/** The series of the tags; where its place is missing, a path that names the same series may tell it. */
function seriesOf(tags: readonly AudioTags[], path: PathReading): SeriesTag | null {
  const name = agreedValue(tags, (file) => file.series[0]?.name ?? null);
  if (name === null) return null;
  const own = agreedValue(tags, (file) => (file.series[0]?.name === name ? file.series[0].position : null));
  const same = path.series.find((series) => titleKey(series.name) === titleKey(name));
  return { name, position: own ?? same?.position ?? null };
}

function isSameTitle(title: string, path: PathReading): boolean {
  return titleKey(title) === titleKey(path.title);
}

/** What a file of its own says is a description; a word like "Unabridged", or who made the file, is not. */
function descriptionOf(tags: readonly AudioTags[]): string | null {
  return agreedValue(tags, ({ description }) => {
    if (description === null || description.length < 20 || marksAbridged(description) !== null) return null;
    return /^(?:https?:|www\.|ripped|encoded|chapter \d|read by\b)/iu.test(description) ? null : description;
  });
}

function sumOfKnown(seconds: readonly (number | null)[]): number | null {
  const known = seconds.filter((value) => value !== null);
  return known.length === 0 ? null : Math.round(known.reduce((sum, value) => sum + value, 0) * 1000) / 1000;
}
