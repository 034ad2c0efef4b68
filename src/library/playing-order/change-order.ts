import { tellChanges } from '../../activity/live-events.ts';
import { Invalid } from '../../base/errors.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { writePlayingOrder } from '../item-store.ts';
import { applyOrder, withoutOrder } from './apply-order.ts';
import { lockOrderedItem } from './order-store.ts';

/** Gives the files of an item the order of these paths, which scans keep as long as the files are the same. */
export async function setPlayingOrder(db: Database, id: number, paths: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const found = withoutOrder(await lockOrderedItem(tx, id));
    refuseOthers(
      paths,
      found.audioFiles.map(({ path }) => path),
    );
    await writePlayingOrder(tx, id, applyOrder(found, paths), paths);
    await tell(tx, id);
  });
}

/** Goes back to the order that was found. */
export async function forgetPlayingOrder(db: Database, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await writePlayingOrder(tx, id, withoutOrder(await lockOrderedItem(tx, id)), null);
    await tell(tx, id);
  });
}

function refuseOthers(given: readonly string[], known: readonly string[]): void {
  const left = new Set(known);
  const all = new Set(known);
  for (const path of given) {
    if (!all.has(path)) throw refusal(`"${path}" is no file of this item.`);
    if (!left.delete(path)) throw refusal(`"${path}" is named twice: name each file of the item once.`);
  }
  const [missing] = left;
  if (missing !== undefined)
    throw refusal(`"${missing}" is not among the paths: name each file of the item once.`);
}

function refusal(message: string): Invalid {
  return Invalid.field('paths', message);
}

async function tell(tx: Tx, id: number): Promise<void> {
  await tellChanges(tx, [{ kind: 'library_item', ids: [id] }]);
}
