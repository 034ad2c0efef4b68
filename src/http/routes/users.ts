import { addUser } from '../../access/add-user.ts';
import { changeUser } from '../../access/change-user.ts';
import { endSessions } from '../../access/end-sessions.ts';
import { removeUser } from '../../access/remove-user.ts';
import { isLocked, lockedAccounts } from '../../access/sign-in-failure-store.ts';
import { unlockUser } from '../../access/unlock-user.ts';
import { listUsers, readUser, type UserRecord } from '../../access/user-store.ts';
import * as contract from '../../contract/users.ts';
import type { HttpNeeds } from '../needs.ts';
import { given, instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function userRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, clock } = needs;

  async function show(id: number) {
    const user = await readUser(db, id);
    return presentUser(user, await isLocked(db, clock.now(), user.name));
  }

  return [
    route(contract.listUsers, async ({ query }) => {
      const page = await listUsers(db, query);
      const names = page.items.map(({ name }) => name);
      const locked = await lockedAccounts(db, clock.now(), names);
      return presentPage(page, (user) => presentUser(user, locked.has(user.name)));
    }),
    route(contract.addUser, async ({ body: { name, role, password = null, email = null } }) =>
      show(await addUser(needs, { name, role, password, email })),
    ),
    route(contract.getUser, ({ params }) => show(params.id)),
    route(contract.changeUser, async ({ params, body: { name, role, email, password, enabled } }) => {
      await changeUser(needs, params.id, given({ name, role, email, password, enabled }));
      return show(params.id);
    }),
    route(contract.removeUser, ({ params }) => removeUser(needs, params.id)),
    route(contract.endUserSessions, async ({ params }) => {
      await readUser(db, params.id);
      await endSessions(needs, params.id);
    }),
    route(contract.unlockUser, ({ params }) => unlockUser(needs, params.id)),
  ];
}

function presentUser(user: UserRecord, locked: boolean) {
  return {
    id: user.id,
    name: user.name,
    role: user.role,
    email: user.email,
    enabled: user.enabled,
    has_password: user.has_password,
    has_oidc: user.has_oidc,
    locked,
    created_at: instant(user.created_at),
    signed_in_at: instantOrNull(user.signed_in_at),
  };
}
