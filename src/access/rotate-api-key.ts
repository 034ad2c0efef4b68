import type { Clock } from '../base/clock.ts';
import type { Database } from '../platform/database.ts';
import { endFirstStartKeys, insertApiKey } from './api-key-store.ts';
import { newApiKey, OVERLAP_MS } from './api-keys.ts';
import { recordOwn } from './record-audit.ts';
import { tellAccessChanged } from './tell-access-changed.ts';

export interface RotatedApiKey {
  /** The new one, the only time that it can be shown. */
  readonly key: string;
  /** How long the ones before work; null where there was none, or they ended now. */
  readonly previousUntil: Date | null;
}

/** Makes a key in the place of the one of the first start, which works for a day more, or no longer. */
export function rotateApiKey(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  { atOnce }: { readonly atOnce: boolean },
): Promise<RotatedApiKey> {
  return db.transaction().execute(async (tx) => {
    const until = atOnce ? null : new Date(clock.now().getTime() + OVERLAP_MS);
    const ended = await endFirstStartKeys(tx, until);
    const key = newApiKey();
    const id = await insertApiKey(tx, {
      name: 'Made by `secret rotate api-key`',
      key,
      origin: 'first_start',
      user_id: null,
      scope: 'admin',
      expires_at: null,
    });
    await recordOwn(tx, 'rotateApiKey', {
      subject: `api-keys/${id}`,
      detail: { previous_until: until?.toISOString() ?? null },
    });
    await tellAccessChanged(tx, null);
    return { key, previousUntil: ended > 0 ? until : null };
  });
}
