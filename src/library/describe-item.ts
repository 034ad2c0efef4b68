import { SOURCES, type Source } from '../base/source.ts';
import type { FieldSource } from '../catalog/provenance.ts';
import type { AudioReading } from './audio-reading.ts';
import type { PathReading } from './path/path-reading.ts';
import { type BookChoices, describeBook, heardOf } from './sources/describe-book.ts';
import type { ReadSidecar } from './sources/read-sidecar.ts';
import type { SourceStatement } from './sources/source-statement.ts';
import { statePath } from './sources/state-path.ts';
import { stateTags } from './sources/state-tags.ts';
import type { DescribedField, Statement } from './sources/statement.ts';
import { cleanTitle } from './sources/title-text.ts';

/** What an item says of its book and recording, and for each field where it says so. */
export interface ItemDescription extends Omit<Statement, 'title'> {
  readonly title: string;
  /** The sum of what is known. */
  readonly durationSeconds: number | null;
  readonly provenance: Readonly<Partial<Record<DescribedField | 'durationSeconds', FieldSource>>>;
  /** The sources that are not used. */
  readonly unheard: readonly Source[];
  /** The sources that say no more than this: they are not there, or were read to their end. */
  readonly silent: readonly Source[];
}

export interface DescribableItem {
  /** What its path says. */
  readonly named: PathReading;
  readonly files: readonly { readonly reading: AudioReading }[];
  /** What lies beside the audio and tells of the book. */
  readonly sidecars: readonly ReadSidecar[];
  /** The sources that are used, the most trusted first; null: all, in the standard order. */
  readonly sourceOrder: readonly Source[] | null;
}

/** Joins what the tags of an item's files, the files beside them and their names say of the book. */
export function describeItem(item: DescribableItem): ItemDescription {
  const statements = statementsOf(item);
  const choices = describeBook(statements, item.sourceOrder);
  const durationSeconds = sumOfKnown(item.files.map((file) => file.reading.durationSeconds));
  return {
    title: choices.title?.value ?? titleOfPath(statements),
    subtitle: choices.subtitle?.value ?? null,
    authors: choices.authors?.value ?? [],
    narrators: choices.narrators?.value ?? [],
    series: choices.series?.value ?? [],
    publishedYear: choices.publishedYear?.value ?? null,
    language: choices.language?.value ?? null,
    publisher: choices.publisher?.value ?? null,
    description: choices.description?.value ?? null,
    asin: choices.asin?.value ?? null,
    isbn: choices.isbn?.value ?? null,
    abridged: choices.abridged?.value ?? null,
    dramatised: choices.dramatised?.value ?? null,
    durationSeconds,
    unheard: SOURCES.filter((source) => item.sourceOrder?.includes(source) === false),
    silent: silentSources(item),
    provenance: {
      ...provenanceOf(choices),
      ...(durationSeconds === null ? {} : { durationSeconds: MEASURED }),
    },
  };
}

/** What a damaged file would say nobody knows. */
function silentSources({ files, sidecars }: DescribableItem): readonly Source[] {
  const damaged = new Set<Source>(
    sidecars.flatMap(({ kind, reading }) => (reading.fault === null ? [] : [kind])),
  );
  if (files.some(({ reading }) => reading.fault !== null)) damaged.add('tags');
  return SOURCES.filter((source) => !damaged.has(source));
}

/** Counted in the audio itself. */
const MEASURED: FieldSource = { source: 'tags', confidence: 1, agreeing: [] };

/** What each source says, those left out by the order too. */
export function statementsOf({
  named: path,
  files,
  sidecars,
  sourceOrder,
}: DescribableItem): readonly SourceStatement[] {
  const beside = sidecars.map(stateSidecar);
  const named = statePath(path);
  const others = heardOf([...beside, named], sourceOrder).map(({ said }) => said);
  const tags = stateTags(
    files.map((file) => file.reading.tags),
    {
      titles: others.flatMap(({ title }) => title ?? []),
      authors: others.flatMap(({ authors }) => authors),
      narrators: others.flatMap(({ narrators }) => narrators),
    },
  );
  return [...beside, tags, named];
}

function stateSidecar({ kind, reading: { statement } }: ReadSidecar): SourceStatement {
  const { title } = statement;
  // A cue sheet's number is a track's; elsewhere "1984" is a title.
  const clean = cleanTitle(title) ?? (kind !== 'cue' && /^\d+$/u.test(title ?? '') ? title : null);
  return { source: kind, said: { ...statement, title: clean }, doubts: {} };
}

/** A book has a title, even where nobody names one that is used. */
function titleOfPath(statements: readonly SourceStatement[]): string {
  return statements.find(({ source }) => source === 'path')?.said.title ?? '';
}

function provenanceOf(choices: BookChoices): ItemDescription['provenance'] {
  const provenance: Record<string, FieldSource> = {};
  for (const [field, choice] of Object.entries(choices)) {
    if (choice === null) continue;
    const { source, confidence, agreeing } = choice;
    provenance[field] = { source, confidence, agreeing };
  }
  return provenance;
}

function sumOfKnown(seconds: readonly (number | null)[]): number | null {
  const known = seconds.filter((value) => value !== null);
  return known.length === 0 ? null : Math.round(known.reduce((sum, value) => sum + value, 0) * 1000) / 1000;
}
