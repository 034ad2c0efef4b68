import { sql } from 'kysely';
import { NotFound } from '../../base/errors.ts';
import type { Tx } from '../../platform/database.ts';
import type { OrderedItem } from './apply-order.ts';
import type { OrderEvidence } from './order-evidence.ts';

/** An item as it is stored, with its files in playing order. */
export async function lockOrderedItem(tx: Tx, id: number): Promise<OrderedItem> {
  const item = await tx
    .selectFrom('library_item')
    .select(['path', 'chapters', 'faults', 'order_evidence'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (item === undefined) throw new NotFound(`There is no library item ${id}.`);
  const files = await tx
    .selectFrom('audio_file')
    .select(['path', 'duration_seconds'])
    .where('library_item_id', '=', id)
    .orderBy('place')
    .execute();
  return {
    path: item.path,
    audioFiles: files.map(({ path, duration_seconds }) => ({ path, durationSeconds: duration_seconds })),
    chapters: item.chapters as OrderedItem['chapters'],
    faults: item.faults as OrderedItem['faults'],
    orderEvidence: item.order_evidence as OrderEvidence | null,
  };
}

/** The playing orders that people gave to some of these items; nobody changes one of them until the transaction ends. */
export async function lockOrders(
  tx: Tx,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('library_item')
    .select(['id', 'playing_order'])
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(
    rows.flatMap(({ id, playing_order }) => (playing_order === null ? [] : [[id, playing_order]])),
  );
}
