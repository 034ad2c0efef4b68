import { Invalid } from '../base/errors.ts';
import { titleKey } from '../base/text.ts';
import { findAuthors, knownAuthors } from '../catalog/author-store.ts';
import type { Named, NamedPlace } from '../catalog/catalog-values.ts';
import { knownSeries } from '../catalog/series-store.ts';
import type { Database } from '../platform/database.ts';

/** An author or series as a person names it: one that is there, or by name, which is made where it is new. */
export type NameOrId = string | number;

export interface PlaceInput {
  readonly series: NameOrId;
  readonly position: string | null;
}

/** Each once, in their order. Throws Invalid for an id that is none, at `path`. */
export async function resolveAuthors(
  db: Database,
  given: readonly NameOrId[],
  path: string,
): Promise<readonly Named[]> {
  const known = await knownAuthors(db, numbers(given));
  const named = new Map((await findAuthors(db, texts(given))).map((found, at) => [texts(given)[at], found]));
  const people = given.map((each, at): Named => {
    if (typeof each === 'string') return named.get(each) ?? { id: null, name: each };
    const name = known.get(each);
    if (name === undefined) throw Invalid.field(placeOf(path, given, at), `There is no author ${each}.`);
    return { id: each, name };
  });
  return unique(people);
}

/**
 * A name means the series of that name in which the book is already, else it is looked for when it is written, for that
 * depends on the book's authors.
 */
export async function resolveSeries(
  db: Database,
  given: readonly PlaceInput[],
  current: readonly NamedPlace[],
  path: string,
): Promise<readonly NamedPlace[]> {
  const ids = given.map(({ series }) => series);
  const known = await knownSeries(db, numbers(ids));
  const places = given.map(({ series, position }, at): NamedPlace => {
    if (typeof series === 'string') {
      const there = current.find(({ name }) => titleKey(name) === titleKey(series));
      return { id: there?.id ?? null, name: there?.name ?? series, position };
    }
    const name = known.get(series);
    if (name === undefined) throw Invalid.field(placeOf(path, given, at), `There is no series ${series}.`);
    return { id: series, name, position };
  });
  return unique(places);
}

function placeOf(path: string, given: readonly unknown[], at: number): string {
  return path.endsWith('_id') ? path : given.length === 0 ? path : `${path}.${at}`;
}

function unique<Each extends Named>(all: readonly Each[]): readonly Each[] {
  return [...new Map(all.map((each) => [each.id ?? each.name.toLowerCase(), each])).values()];
}

function numbers(given: readonly NameOrId[]): readonly number[] {
  return given.filter((each) => typeof each === 'number');
}

function texts(given: readonly NameOrId[]): readonly string[] {
  return given.filter((each) => typeof each === 'string');
}
