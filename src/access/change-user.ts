import type { UserInput } from './add-user.ts';
import { type AccessNeeds, changeAccess } from './change-access.ts';
import { keepAdministrator } from './keep-administrator.ts';
import { forgetDevices } from './known-device-store.ts';
import type { Passwords } from './password.ts';
import { deleteSessionsOf } from './session-store.ts';
import { lockUsers, readUser, updateUser } from './user-store.ts';

export interface UserEdit extends Partial<Omit<UserInput, 'password'>> {
  readonly password?: string;
  readonly enabled?: boolean;
}

/**
 * Changes what is given; a new password, or shutting out, ends the user's sessions. Throws NotFound, and Conflict where
 * a name or an address is taken or no administrator would be left.
 */
export async function changeUser(
  needs: AccessNeeds & { readonly passwords: Passwords },
  id: number,
  { password, ...edit }: UserEdit,
): Promise<void> {
  const passwordHash = password === undefined ? undefined : await needs.passwords.hash(password);
  await changeAccess(needs, async ({ tx, tell }) => {
    await lockUsers(tx);
    const user = await readUser(tx, id);
    const { role = user.role, enabled = user.enabled } = edit;
    if (role !== 'administrator' || !enabled) await keepAdministrator(tx, user);
    await updateUser(tx, id, { ...edit, ...(passwordHash === undefined ? {} : { passwordHash }) });
    if (passwordHash !== undefined || !enabled) await deleteSessionsOf(tx, id, null);
    if (passwordHash !== undefined) await forgetDevices(tx, id);
    await tell(id);
  });
}
