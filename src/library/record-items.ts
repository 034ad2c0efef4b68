import { enterRecordings } from '../catalog/entering/enter-recordings.ts';
import type { Tx } from '../platform/database.ts';
import { writeItems } from './item-store.ts';
import { readOwnRecordings } from './known-items.ts';
import { applyOrder } from './playing-order/apply-order.ts';
import { lockOrders } from './playing-order/order-store.ts';
import type { ReadItem } from './present-item.ts';

/** A read item and what is known of where it belongs. */
export interface ItemEntry {
  readonly item: ReadItem;
  /** The item that these files were known as; null: they are new. */
  readonly itemId: number | null;
  /** The recording that they were known as. */
  readonly recordingId: number | null;
  /** The book that they were fetched for: then nobody guesses. */
  readonly bookId: number | null;
}

export interface RecordedItem {
  readonly itemId: number;
  readonly bookId: number | null;
  readonly recordingId: number | null;
}

/**
 * Writes read items with their books and recordings. The caller holds the catalog's lock, and refreshes the search text
 * of the books afterwards. `sentence` is what the history says of fields that change.
 */
export async function recordItems(
  tx: Tx,
  libraryId: number,
  entries: readonly ItemEntry[],
  { now, sentence }: { readonly now: Date; readonly sentence: string },
): Promise<readonly RecordedItem[]> {
  const own = await readOwnRecordings(
    tx,
    entries.flatMap(({ recordingId }) => recordingId ?? []),
  );
  const described = entries.flatMap(({ item: { description }, recordingId, bookId }) => {
    if (description === null) return [];
    // Where others say something of the recording, too, the silence of these files tells nothing.
    const { unheard, silent } = description;
    const isOwn = recordingId !== null && own.has(recordingId);
    const known = isOwn ? [...unheard, ...silent] : unheard;
    return [{ description: { ...description, silent: known }, place: { recordingId, bookId } }];
  });
  const entered = [...(await enterRecordings(tx, described, { now, sentence }))];
  const placed = entries.map((entry) => ({
    ...entry,
    entered: entry.item.description === null ? null : (entered.shift() ?? null),
  }));
  const orders = await lockOrders(
    tx,
    entries.flatMap(({ itemId }) => itemId ?? []),
  );
  const ids = await writeItems(
    tx,
    placed.map(({ itemId, item: { record }, entered: into }) => {
      const order = itemId === null ? undefined : orders.get(itemId);
      const ordered = order === undefined ? record : applyOrder(record, order);
      return { id: itemId, record: { ...ordered, libraryId, recordingId: into?.recordingId ?? null } };
    }),
  );
  return placed.map(({ entered: into }, at) => ({
    itemId: ids[at] ?? 0,
    bookId: into?.bookId ?? null,
    recordingId: into?.recordingId ?? null,
  }));
}
