import * as contract from '../../contract/download-clients.ts';
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
import type { HttpNeeds } from '../needs.ts';
import { given, instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function downloadClientRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, downloadClients } = needs;
  const presentOne = async (id: number) => present(await readDownloadClient(db, id));

  return [
    route(contract.listDownloadClients, async ({ query }) =>
      presentPage(await listDownloadClients(db, query), present),
    ),
    route(contract.addDownloadClient, async ({ body }) => {
      const { password, path_mappings: pathMappings = [], enabled = true, proxy = null, ...plain } = body;
      const settings = { ...plain, password: password ?? '', pathMappings, enabled, proxy };
      return presentOne(await addDownloadClient(needs, settings));
    }),
    route(contract.getDownloadClient, ({ params }) => presentOne(params.id)),
    route(contract.changeDownloadClient, async ({ params, body }) => {
      const { name, url, username, category, path_mappings: pathMappings, enabled, proxy } = body;
      const password = body.password ?? undefined;
      const changes = given({ name, url, username, password, category, pathMappings, enabled, proxy });
      await changeDownloadClient(needs, params.id, changes);
      downloadClients.forget(params.id);
      return presentOne(params.id);
    }),
    route(contract.removeDownloadClient, async ({ params }) => {
      await removeDownloadClient(needs, params.id);
      downloadClients.forget(params.id);
    }),
    route(contract.testDownloadClient, async ({ params }) =>
      downloadClients.renew(await readDownloadClient(db, params.id)).test(),
    ),
    route(contract.testUnsavedDownloadClient, ({ body }) => {
      const { kind, url, username, password, category, proxy = null } = body;
      return downloadClients
        .connect({ kind, url, username, password: password ?? '', category, proxy })
        .test();
    }),
  ];
}

function present(client: StoredDownloadClient) {
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
    proxy: client.proxy,
    from_environment: client.fromEnvironment,
    last_error: client.lastError,
    last_used_at: instantOrNull(client.lastUsedAt),
    created_at: instant(client.createdAt),
  };
}
