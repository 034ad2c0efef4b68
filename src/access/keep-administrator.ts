import { Conflict } from '../base/errors.ts';
import type { Tx } from '../platform/database.ts';
import { countAdministrators, type UserRecord } from './user-store.ts';

/**
 * Throws Conflict where nobody could change the settings any more without this user. The caller holds `lockUsers`, so
 * that two administrators cannot remove each other at the same time.
 */
export async function keepAdministrator(tx: Tx, { id, name, role, enabled }: UserRecord): Promise<void> {
  if (role !== 'administrator' || !enabled || (await countAdministrators(tx, id)) > 0) return;
  throw new Conflict(`${name} is the last administrator: make somebody else an administrator first.`);
}
