import * as clientContract from '../../contract/download-clients.ts';
import { DownloadClientBody } from '../../contract/download-clients.ts';
import * as contract from '../../contract/indexers.ts';
import {
  addDownloadClient,
  changeDownloadClient,
  removeDownloadClient,
} from '../../downloads/change-download-client.ts';
import {
  listDownloadClients,
  readDownloadClient,
  type StoredDownloadClient,
} from '../../downloads/download-client-store.ts';
import { addIndexer, changeIndexer, removeIndexer } from '../../indexers/change-indexer.ts';
import { listIndexers, readIndexer, type StoredIndexer } from '../../indexers/indexer-store.ts';
import type { HttpNeeds } from '../needs.ts';
import { given, instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

/** Services outside that a person configures: indexers and download clients. */
export function indexerRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, indexers, downloadClients } = needs;
  const presentOneIndexer = async (id: number) => presentIndexer(await readIndexer(db, id));
  const presentOneClient = async (id: number) => presentClient(await readDownloadClient(db, id));

  return [
    route(contract.listIndexers, async ({ query }) =>
      presentPage(await listIndexers(db, query), presentIndexer),
    ),
    route(contract.addIndexer, async ({ body: { kind, name, url, api_key, enabled = true } }) =>
      presentOneIndexer(await addIndexer(needs, { kind, name, url, apiKey: api_key ?? '', enabled })),
    ),
    route(contract.getIndexer, ({ params }) => presentOneIndexer(params.id)),
    route(contract.changeIndexer, async ({ params, body: { name, url, api_key, enabled } }) => {
      await changeIndexer(needs, params.id, given({ name, url, apiKey: api_key ?? undefined, enabled }));
      return presentOneIndexer(params.id);
    }),
    route(contract.removeIndexer, ({ params }) => removeIndexer(needs, params.id)),
    route(contract.testIndexer, async ({ params }) =>
      indexers.renew(await readIndexer(db, params.id)).test(),
    ),
    route(contract.testUnsavedIndexer, ({ body: { kind, url, api_key } }) =>
      indexers.connect({ kind, url, apiKey: api_key ?? '' }).test(),
    ),
    route(clientContract.listDownloadClients, async ({ query }) =>
      presentPage(await listDownloadClients(db, query), presentClient),
    ),
    route(clientContract.addDownloadClient, async ({ body }) => {
      const { kind, name, url, username, password, category, path_mappings, enabled = true } = body;
      const pathMappings = path_mappings ?? [];
      return presentOneClient(
        await addDownloadClient(needs, {
          kind,
          name,
          url,
          username,
          password: password ?? '',
          category,
          pathMappings,
          enabled,
        }),
      );
    }),
    route(clientContract.getDownloadClient, ({ params }) => presentOneClient(params.id)),
    route(clientContract.changeDownloadClient, async ({ params, body }) => {
      const { name, url, username, password, category, path_mappings: pathMappings, enabled } = body;
      const changes = given({
        name,
        url,
        username,
        password: password ?? undefined,
        category,
        pathMappings,
        enabled,
      });
      await changeDownloadClient(needs, params.id, changes);
      downloadClients.renew(await readDownloadClient(db, params.id));
      return presentOneClient(params.id);
    }),
    route(clientContract.removeDownloadClient, ({ params }) => removeDownloadClient(needs, params.id)),
    route(clientContract.testDownloadClient, async ({ params }) =>
      downloadClients.renew(await readDownloadClient(db, params.id)).test(),
    ),
    route(clientContract.testUnsavedDownloadClient, ({ body }) => {
      const { kind, url, username, password, category } = DownloadClientBody.parse(body);
      return downloadClients.connect({ kind, url, username, password: password ?? '', category }).test();
    }),
  ];
}

function presentIndexer(indexer: StoredIndexer) {
  return {
    id: indexer.id,
    kind: indexer.kind,
    name: indexer.name,
    url: indexer.url,
    has_api_key: indexer.apiKeyEncrypted !== null,
    enabled: indexer.enabled,
    last_error: indexer.lastError,
    last_used_at: instantOrNull(indexer.lastUsedAt),
    created_at: instant(indexer.createdAt),
  };
}

function presentClient(client: StoredDownloadClient) {
  return {
    id: client.id,
    kind: client.kind,
    name: client.name,
    url: client.url,
    username: client.username,
    has_password: client.passwordEncrypted !== null,
    category: client.category,
    path_mappings: client.pathMappings,
    enabled: client.enabled,
    from_environment: client.fromEnvironment,
    last_error: client.lastError,
    last_used_at: instantOrNull(client.lastUsedAt),
    created_at: instant(client.createdAt),
  };
}
