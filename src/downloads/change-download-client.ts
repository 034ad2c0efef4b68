import type { Announce } from '../activity/facts.ts';
import { Conflict } from '../base/errors.ts';
import { userInfoOf } from '../base/user-info.ts';
import type { Database } from '../platform/database.ts';
import type { ProxyChoice } from '../platform/outbound/routes.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { sealProxy } from '../platform/stored-proxy.ts';
import {
  deleteDownloadClient,
  findEnvironmentClient,
  insertDownloadClient,
  type PathMappings,
  readDownloadClient,
  releaseEnvironmentClient,
  updateDownloadClient,
} from './download-client-store.ts';
import { DownloadClientAdded, DownloadClientChanged, DownloadClientRemoved } from './facts.ts';

/** What a person enters of a download client; an empty password is none. */
export interface DownloadClientInput {
  readonly kind: 'qbittorrent';
  readonly name: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly category: string;
  readonly pathMappings: PathMappings;
  readonly enabled: boolean;
  readonly proxy: ProxyChoice;
}

interface Needs {
  readonly db: Database;
  readonly announce: Announce;
  readonly secretBox: SecretBox;
}

export function addDownloadClient(
  { db, announce, secretBox }: Needs,
  { password, proxy, ...settings }: DownloadClientInput,
  fromEnvironment = false,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const passwordEncrypted = password === '' ? null : secretBox.seal(password);
    const sealed = { ...settings, ...sealProxy(secretBox, proxy), passwordEncrypted };
    const id = await insertDownloadClient(tx, sealed, fromEnvironment);
    await announce(tx, DownloadClientAdded, { client_id: id, name: settings.name });
    return id;
  });
}

/** Throws NotFound, and Conflict for address and credentials that the environment gives. A password or a proxy that is not given stays. */
export async function changeDownloadClient(
  { db, announce, secretBox }: Needs,
  id: number,
  { password, proxy, ...settings }: Partial<Omit<DownloadClientInput, 'kind'>>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await readDownloadClient(tx, id);
    if (settings.url !== undefined || settings.username !== undefined || password !== undefined)
      refuseEnvironment(before);
    const sealed =
      password === undefined ? {} : { passwordEncrypted: password === '' ? null : secretBox.seal(password) };
    const way = proxy === undefined ? {} : sealProxy(secretBox, proxy);
    await updateDownloadClient(tx, id, { ...settings, ...sealed, ...way });
    await announce(tx, DownloadClientChanged, { client_id: id, name: settings.name ?? before.name });
  });
}

/** Throws NotFound, and Conflict for the environment's own and while it downloads. */
export async function removeDownloadClient({ db, announce }: Needs, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const client = await readDownloadClient(tx, id);
    refuseEnvironment(client);
    await deleteDownloadClient(tx, id);
    await announce(tx, DownloadClientRemoved, { client_id: id, name: client.name });
  });
}

/**
 * Makes or updates the client that QB_URL and its companions name; where they are gone, it becomes a person's. How it is
 * reached (`proxy`) is a person's to say.
 */
export async function keepEnvironmentClient(
  needs: Needs,
  given: { readonly url: string; readonly username: string; readonly password: string } | null,
): Promise<void> {
  const { db, secretBox } = needs;
  const known = await findEnvironmentClient(db);
  if (given === null) {
    await releaseEnvironmentClient(db);
    return;
  }
  const { url, username, password } = withoutCredentials(given);
  if (known === null) {
    const rest = { category: 'audiobooks', pathMappings: [], enabled: true, proxy: null };
    await addDownloadClient(
      needs,
      { kind: 'qbittorrent', name: 'qBittorrent', url, username, password, ...rest },
      true,
    );
    return;
  }
  const passwordEncrypted = password === '' ? null : secretBox.seal(password);
  await db
    .transaction()
    .execute((tx) => updateDownloadClient(tx, known.id, { url, username, passwordEncrypted }));
}

/** Name and password in the address count where they are not given beside it; the address is shown, so they go. */
function withoutCredentials(given: {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}) {
  const url = new URL(given.url);
  const inside = userInfoOf(url);
  if (inside.username === '' && inside.password === '') return given;
  const username = given.username === '' ? inside.username : given.username;
  const password = given.password === '' ? inside.password : given.password;
  url.username = '';
  url.password = '';
  return { url: url.href, username, password };
}

function refuseEnvironment({ fromEnvironment }: { readonly fromEnvironment: boolean }): void {
  if (fromEnvironment) {
    throw new Conflict(
      'This client comes from the environment: change QB_URL, QB_USERNAME and QB_PASSWORD there, and restart.',
    );
  }
}
