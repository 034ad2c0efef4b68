import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { NotFound } from '../../base/errors.ts';
import type { Page, PageRequest } from '../../base/page.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { pageById } from '../../platform/page-by-id.ts';
import type { DuplicateKind, FoundGroup } from './duplicate.ts';

export interface StoredGroup {
  readonly id: number;
  readonly kind: DuplicateKind;
  readonly found_at: Date;
  /** A person wants them all. */
  readonly kept_at: Date | null;
}

interface KnownGroup {
  readonly id: number;
  readonly key: string;
  readonly kind: DuplicateKind;
  readonly kept_at: Date | null;
  readonly kept_by: number | null;
  readonly item_ids: readonly number[];
}

/**
 * Puts what was found in the place of what was known: groups that are still there keep their ids and decisions, those
 * that are not go. What is left of a group that a person keeps is kept as well. Answers how many are new.
 */
export async function replaceGroups(tx: Tx, found: readonly FoundGroup[], now: Date): Promise<number> {
  const { rows: known } = await sql<KnownGroup>`
    select id, key, kind, kept_at, kept_by,
      array(select library_item_id from duplicate_member where group_id = duplicate_group.id) as item_ids
    from duplicate_group for update`.execute(tx);
  const knownKeys = new Set(known.map(({ key }) => key));
  const byKey = new Map(found.map((group) => [keyOf(group), group]));
  const kept = known.filter(({ kept_at }) => kept_at !== null);
  // A decision outlives a drive that is away for a while.
  const gone = known.filter(
    ({ key, kept_at, item_ids }) => !byKey.has(key) && (kept_at === null || item_ids.length < 2),
  );
  const added = [...byKey].filter(([key]) => !knownKeys.has(key));
  await tx
    .deleteFrom('duplicate_group')
    .where(sql<boolean>`id = any(${gone.map(({ id }) => id)}::bigint[])`)
    .execute();
  const rows = added.map(([key, { kind, itemIds }]) => {
    const of = kept.find((each) => each.kind === kind && itemIds.every((id) => each.item_ids.includes(id)));
    return { key, kind, item_ids: itemIds, kept_at: of?.kept_at ?? null, kept_by: of?.kept_by ?? null };
  });
  for (let from = 0; from < rows.length; from += GROUPS_PER_INSERT)
    await insertGroups(tx, rows.slice(from, from + GROUPS_PER_INSERT), now);
  return rows.filter(({ kept_at }) => kept_at === null).length;
}

const GROUPS_PER_INSERT = 1_000;

/** An item that was forgotten in the meantime is left out. */
async function insertGroups(tx: Tx, groups: readonly Omit<KnownGroup, 'id'>[], now: Date): Promise<void> {
  await sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb)
        as given (key text, kind text, item_ids bigint[], kept_at timestamptz, kept_by bigint)),
    made as (
      insert into duplicate_group (key, kind, found_at, kept_at, kept_by)
      select key, kind, ${now}, kept_at, kept_by from given returning id, key)
    insert into duplicate_member (group_id, library_item_id, place)
    select made.id, item.id, member.place
    from made join given using (key)
    cross join unnest(given.item_ids) with ordinality as member (id, place)
    join library_item as item on item.id = member.id`.execute(tx);
}

function keyOf({ kind, itemIds }: FoundGroup): string {
  return hash('sha256', `${kind} ${itemIds.join(' ')}`, 'base64url').slice(0, 27);
}

/** Oldest first; without `kept` those that nobody has decided about. */
export async function listGroups(
  db: Database,
  query: PageRequest & { readonly kind?: DuplicateKind | undefined; readonly kept?: boolean | undefined },
): Promise<Page<StoredGroup>> {
  let groups = select(db).where('kept_at', query.kept === true ? 'is not' : 'is', null);
  if (query.kind !== undefined) groups = groups.where('kind', '=', query.kind);
  return await pageById(groups, 'id', 'asc', query);
}

export async function getGroup(db: Database, id: number): Promise<StoredGroup> {
  const group = await select(db).where('id', '=', id).executeTakeFirst();
  if (group === undefined) throw new NotFound(`There is no group of duplicates ${id}.`);
  return group;
}

export async function setKept(
  db: Database,
  id: number,
  kept: { readonly at: Date; readonly by: number | null } | null,
): Promise<void> {
  await db
    .updateTable('duplicate_group')
    .set({ kept_at: kept?.at ?? null, kept_by: kept?.by ?? null })
    .where('id', '=', id)
    .execute();
}

function select(db: Database) {
  return db.selectFrom('duplicate_group').select(['id', 'kind', 'found_at', 'kept_at']);
}
