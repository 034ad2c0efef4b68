import { splitNames } from '../person-names.ts';
import type { Written } from './find-authors.ts';
import { found } from './found.ts';
import type { NamePart } from './name-part.ts';

export type Text = Extract<NamePart, { kind: 'text' }>;
/** Who the book's own name says wrote it, and what is left of it. */
export type Own = Pick<Written, 'authors' | 'isNamedBeside' | 'parts'>;

export function textsOf(parts: readonly NamePart[]): readonly Text[] {
  return parts.filter((part): part is Text => part.kind === 'text');
}

/** In front of a name, another year is that of a book: "1984 - George Orwell", but "1995 - Jane Eyre". */
const TITLE_YEARS: ReadonlySet<number> = new Set([1599, 1632, 1776, 1793, 1812, 1914, 1984]);

/** Whether a title is left beside one text: what stands alone before a series in brackets is the title. */
export function hasMore(parts: readonly NamePart[]): boolean {
  return (
    textsOf(parts).length > 1 ||
    parts.some(
      (part, at) =>
        (part.kind === 'series' && part.form !== 'bracketed') ||
        (part.kind === 'year' && part.joint !== 'bracket' && (at > 0 || TITLE_YEARS.has(part.year))),
    )
  );
}

/** Where the first part stands that names something. */
export function firstNamed(parts: readonly NamePart[]): number {
  return parts.findIndex(({ kind }) => kind === 'text' || kind === 'series');
}

export function withPeople(parts: readonly NamePart[], people: readonly Text[], why: string): Own {
  return {
    authors: found(
      people.flatMap(({ text }) => splitNames(text)),
      people.map(({ from }) => from).join(' - '),
      why,
    ),
    isNamedBeside: true,
    parts: parts.filter((part) => !people.some((person) => person === part)),
  };
}
