import { type AccessNeeds, changeAccess } from './change-access.ts';
import { keepAdministrator } from './keep-administrator.ts';
import { deleteUser, lockUsers, readUser } from './user-store.ts';

/** With their sessions and keys; what they wanted stays. Throws NotFound, and Conflict for the last administrator. */
export async function removeUser(needs: AccessNeeds, id: number): Promise<void> {
  await changeAccess(needs, async ({ tx, tell }) => {
    await lockUsers(tx);
    await keepAdministrator(tx, await readUser(tx, id));
    await deleteUser(tx, id);
    await tell(id);
  });
}
