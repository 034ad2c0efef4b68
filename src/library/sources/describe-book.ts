import type { Source } from '../../base/source.ts';
import { titleKey } from '../../base/text.ts';
import type { SeriesTag } from '../audio-reading.ts';
import { type Candidate, type Choice, chooseValue } from './choose-value.ts';
import { COMPARISONS, seriesKey } from './compare-values.ts';
import { doubtAuthors, doubtTitle } from './doubt-values.ts';
import { partSubtitles } from './part-subtitles.ts';
import type { Doubt, SourceStatement } from './source-statement.ts';
import type { DescribedField, Statement } from './statement.ts';
import { trustIn } from './trust.ts';

/** For each field the value to believe; null where no source says anything. */
export type BookChoices = {
  readonly [Field in DescribedField]: Choice<NonNullable<Statement[Field]>> | null;
};

/**
 * Weighs what all sources say of a book. `order` names those that are used, the most trusted first; null: all of them,
 * each as far as it deserves for the field.
 */
export function describeBook(
  statements: readonly SourceStatement[],
  order: readonly Source[] | null,
): BookChoices {
  const heard = partSubtitles(heardOf(statements, order));
  const choose = <Field extends DescribedField>(field: Field, among = heard, doubt = noDoubt) =>
    chooseValue(candidates(field, among, doubt), order, COMPARISONS[field]);
  const title = choose('title', heard, doubtTitle(heard));
  const inSeries = heard.map(withoutOwnTitle).map((statement) => withoutShelf(statement, title));
  return {
    title,
    subtitle: choose('subtitle', title === null ? heard : ofSameBook(heard, title.value)),
    authors: choose('authors', heard, doubtAuthors(heard)),
    narrators: choose('narrators'),
    series: withPlaces(choose('series', inSeries), heard),
    publishedYear: choose('publishedYear'),
    language: choose('language'),
    publisher: choose('publisher'),
    description: choose('description'),
    asin: choose('asin'),
    isbn: choose('isbn'),
    abridged: choose('abridged'),
    dramatised: choose('dramatised'),
  };
}

/** Of the statements those that the order has. */
export function heardOf(
  statements: readonly SourceStatement[],
  order: readonly Source[] | null,
): readonly SourceStatement[] {
  return order === null ? statements : statements.filter(({ source }) => order.includes(source));
}

const noDoubt = (_: SourceStatement): Doubt | null => null;

function candidates<Field extends DescribedField>(
  field: Field,
  statements: readonly SourceStatement[],
  doubt: (statement: SourceStatement) => Doubt | null,
): readonly Candidate<NonNullable<Statement[Field]>>[] {
  return statements.flatMap((statement) => {
    const value = statement.said[field];
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    const doubts = [statement.doubts[field], doubt(statement)].filter((known) => known != null);
    const trust = doubts.reduce((left, { factor }) => left * factor, trustIn(statement.source, field).weight);
    const why = doubts.map((known) => known.why).find((reason) => reason !== null) ?? null;
    return [{ source: statement.source, value, trust, doubt: why }];
  });
}

/** A subtitle belongs to a title: those who name another one do not speak of this. */
function ofSameBook(statements: readonly SourceStatement[], title: string): readonly SourceStatement[] {
  const key = titleKey(title);
  return statements.filter(({ said }) => said.title === null || titleKey(said.title) === key);
}

/** A series named like the book and without a place in it is the book once more. */
function withoutOwnTitle(statement: SourceStatement): SourceStatement {
  const { title, series } = statement.said;
  const kept = series.filter((one) => one.position !== null || seriesKey(one) !== titleKey(title ?? ''));
  return kept.length === series.length
    ? statement
    : { ...statement, said: { ...statement.said, series: kept } };
}

/**
 * A folder above a book may be any shelf: what only looks like a series, and has no place in it, is none where the folders
 * are of another book.
 */
function withoutShelf(statement: SourceStatement, title: BookChoices['title']): SourceStatement {
  const { source, said } = statement;
  if (source !== 'path' || title === null || said.title === null) return statement;
  if (overlap(titleKey(title.value), titleKey(said.title))) return statement;
  return { ...statement, said: { ...said, series: said.series.filter(({ position }) => position !== null) } };
}

function overlap(a: string, b: string): boolean {
  return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `);
}

/** Where the place in a series is missing, others who name the same series may tell it. */
function withPlaces(
  choice: Choice<readonly SeriesTag[]> | null,
  statements: readonly SourceStatement[],
): Choice<readonly SeriesTag[]> | null {
  if (choice?.value.every(({ position }) => position !== null) !== false) return choice;
  const known = statements.flatMap(({ said }) => said.series).filter(({ position }) => position !== null);
  const value = choice.value.map((series) =>
    series.position === null
      ? {
          ...series,
          position: known.find((other) => seriesKey(other) === seriesKey(series))?.position ?? null,
        }
      : series,
  );
  return { ...choice, value };
}
