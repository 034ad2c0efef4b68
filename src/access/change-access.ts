import type { Database, Tx } from '../platform/database.ts';
import type { KnownCallers } from './known-callers.ts';
import { tellAccessChanged } from './tell-access-changed.ts';

export interface AccessNeeds {
  readonly db: Database;
  readonly knownCallers: Pick<KnownCallers, 'forget'>;
}

/** A transaction that changes who may come in. */
export interface AccessChange {
  readonly tx: Tx;
  /** Says who is to be looked at anew (null: everybody): here as soon as it is committed, elsewhere soon after. */
  tell(userId: number | null): Promise<void>;
}

/** Changes who may come in: nobody whom it shuts out is still known to this process when it resolves. */
export async function changeAccess<T>(
  { db, knownCallers }: AccessNeeds,
  work: (change: AccessChange) => Promise<T>,
): Promise<T> {
  const changed = new Set<number | null>();
  const result = await db.transaction().execute((tx) =>
    work({
      tx,
      async tell(userId) {
        await tellAccessChanged(tx, userId);
        changed.add(userId);
      },
    }),
  );
  for (const userId of changed) knownCallers.forget(userId);
  return result;
}
