import type { Database } from '../platform/database.ts';
import { keepAdministrator } from './keep-administrator.ts';
import { tellAccessChanged } from './tell-access-changed.ts';
import { deleteUser, lockUsers, readUser } from './user-store.ts';

/** With their sessions and keys; what they wanted stays. Throws NotFound, and Conflict for the last administrator. */
export async function removeUser({ db }: { readonly db: Database }, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockUsers(tx);
    await keepAdministrator(tx, await readUser(tx, id));
    await deleteUser(tx, id);
    await tellAccessChanged(tx, id);
  });
}
