import * as contract from '../../contract/indexers.ts';
import { addIndexer, changeIndexer, removeIndexer } from '../../indexers/change-indexer.ts';
import { listIndexers, readIndexer, type StoredIndexer } from '../../indexers/indexer-store.ts';
import type { HttpNeeds } from '../needs.ts';
import { given, instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function indexerRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, indexers } = needs;
  const presentOne = async (id: number) => present(await readIndexer(db, id));

  return [
    route(contract.listIndexers, async ({ query }) => presentPage(await listIndexers(db, query), present)),
    route(contract.addIndexer, async ({ body }) => {
      const { kind, name, url, api_key, enabled = true, proxy = null } = body;
      return presentOne(await addIndexer(needs, { kind, name, url, apiKey: api_key ?? '', enabled, proxy }));
    }),
    route(contract.getIndexer, ({ params }) => presentOne(params.id)),
    route(contract.changeIndexer, async ({ params, body: { name, url, api_key, enabled, proxy } }) => {
      const changes = given({ name, url, apiKey: api_key ?? undefined, enabled, proxy });
      await changeIndexer(needs, params.id, changes);
      indexers.forget(params.id);
      return presentOne(params.id);
    }),
    route(contract.removeIndexer, async ({ params }) => {
      await removeIndexer(needs, params.id);
      indexers.forget(params.id);
    }),
    route(contract.testIndexer, async ({ params }) =>
      indexers.renew(await readIndexer(db, params.id)).test(),
    ),
    route(contract.testUnsavedIndexer, ({ body: { kind, url, api_key, proxy = null } }) =>
      indexers.connect({ kind, url, apiKey: api_key ?? '', proxy }).test(),
    ),
  ];
}

function present(indexer: StoredIndexer) {
  return {
    id: indexer.id,
    kind: indexer.kind,
    name: indexer.name,
    url: indexer.url,
    has_api_key: indexer.apiKeyEncrypted !== null,
    enabled: indexer.enabled,
    proxy: indexer.proxy,
    last_error: indexer.lastError,
    last_used_at: instantOrNull(indexer.lastUsedAt),
    created_at: instant(indexer.createdAt),
  };
}
