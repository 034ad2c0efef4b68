import { userIdOf } from '../../access/actor.ts';
import { addApiKey } from '../../access/add-api-key.ts';
import { type ApiKeyRecord, listApiKeys, readApiKey } from '../../access/api-key-store.ts';
import { authorize } from '../../access/permissions.ts';
import { revokeApiKey } from '../../access/revoke-api-key.ts';
import * as contract from '../../contract/api-keys.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function apiKeyRoutes(needs: HttpNeeds): readonly Route[] {
  const { db } = needs;
  return [
    route(contract.listApiKeys, async ({ query: { all, ...page }, actor }) => {
      if (all) authorize(actor, 'users.read');
      const owner = all ? 'all' : userIdOf(actor);
      return presentPage(await listApiKeys(db, { ...page, owner }), presentKey);
    }),
    route(contract.addApiKey, async ({ body: { name, scope, expires_at }, actor }) => {
      const expiresAt = expires_at ? new Date(expires_at) : null;
      const { id, key } = await addApiKey(needs, actor, { name, scope, expiresAt });
      return { ...presentKey(await readApiKey(db, id)), key };
    }),
    route(contract.revokeApiKey, ({ params, actor }) => revokeApiKey(needs, actor, params.id)),
  ];
}

function presentKey(key: ApiKeyRecord) {
  return {
    id: key.id,
    name: key.name,
    user: key.user_id === null || key.user_name === null ? null : { id: key.user_id, name: key.user_name },
    scope: key.scope,
    origin: key.origin,
    hint: key.hint,
    created_at: instant(key.created_at),
    used_at: instantOrNull(key.used_at),
    expires_at: instantOrNull(key.expires_at),
  };
}
