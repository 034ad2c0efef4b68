import { z } from 'zod';
import { titleKey } from '../base/text.ts';
import { authorKey, enterAuthors, knownAuthors } from '../catalog/author-store.ts';
import { authorsOfBook } from '../catalog/book-store.ts';
import { Named, NamedPlace } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { enterSeries, knownSeries } from '../catalog/series-store.ts';
import type { Tx } from '../platform/database.ts';
import { keyOf } from './subject.ts';

/** Authors and series that this edit made, by what they are and folded name: a bulk edit makes each once. */
export type MadeNames = Map<string, number>;

/** Gives an id to authors and series that have none yet, or whose id is gone by now: by their names. */
export async function settleNames(
  tx: Tx,
  changes: readonly FieldChange[],
  made: MadeNames,
): Promise<readonly FieldChange[]> {
  const linked = changes.filter(({ field }) => field === 'authors' || field === 'series');
  if (linked.length === 0) return changes;
  const ids = (field: string) =>
    linked.flatMap((change) =>
      change.field === field
        ? z
            .array(Named)
            .parse(change.newValue ?? [])
            .flatMap(({ id }) => id ?? [])
        : [],
    );
  const authors = await knownAuthors(tx, ids('authors'));
  const series = await knownSeries(tx, ids('series'));
  const authorsOf = new Map<string, readonly number[]>();
  const settled = new Map<FieldChange, FieldChange>();
  for (const change of changes) {
    if (change.field !== 'authors') continue;
    const people: Named[] = [];
    for (const { id, name } of z.array(Named).parse(change.newValue ?? [])) {
      if (id !== null && authors.has(id)) people.push({ id, name });
      else {
        const key = `author ${authorKey(name)}`;
        const authorId = made.get(key) ?? (await enterAuthors(tx, [name]))[0];
        if (authorId !== undefined) made.set(key, authorId);
        people.push({ id: authorId ?? null, name });
      }
    }
    authorsOf.set(
      keyOf(change.of),
      people.flatMap(({ id }) => id ?? []),
    );
    settled.set(change, { ...change, newValue: people });
  }
  for (const change of changes) {
    if (change.field !== 'series' || !('bookId' in change.of)) continue;
    const places: NamedPlace[] = [];
    for (const place of z.array(NamedPlace).parse(change.newValue ?? [])) {
      const { id, name } = place;
      const known = id !== null && series.has(id) ? id : made.get(`series ${titleKey(name)}`);
      const by = authorsOf.get(keyOf(change.of)) ?? (await authorsOfBook(tx, change.of.bookId));
      const settledId = known ?? (await enterSeries(tx, name, by));
      made.set(`series ${titleKey(name)}`, settledId);
      places.push({ ...place, id: settledId });
    }
    settled.set(change, { ...change, newValue: places });
  }
  return changes.map((change) => settled.get(change) ?? change);
}
