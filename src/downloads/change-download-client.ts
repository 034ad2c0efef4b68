import type { Announce } from '../activity/facts.ts';
import { Conflict } from '../base/errors.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { ProxyChoice } from '../platform/outbound/routes.ts';
import { refuseOtherAddress } from '../platform/refuse-other-address.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { sealProxy } from '../platform/stored-proxy.ts';
import {
  deleteDownloadClient,
  insertDownloadClient,
  type PathMappings,
  readDownloadClient,
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

export interface ClientNeeds {
  readonly db: Database;
  readonly announce: Announce;
  readonly secretBox: SecretBox;
}

export function addDownloadClient(needs: ClientNeeds, input: DownloadClientInput): Promise<number> {
  return needs.db.transaction().execute((tx) => insertClient(needs, tx, input, false));
}

export async function insertClient(
  { announce, secretBox }: Omit<ClientNeeds, 'db'>,
  tx: Tx,
  { password, proxy, ...settings }: DownloadClientInput,
  fromEnvironment: boolean,
): Promise<number> {
  const passwordEncrypted = password === '' ? null : secretBox.seal(password);
  const sealed = { ...settings, ...sealProxy(secretBox, proxy), passwordEncrypted };
  const id = await insertDownloadClient(tx, sealed, fromEnvironment);
  await announce(tx, DownloadClientAdded, { client_id: id, name: settings.name });
  return id;
}

/**
 * Throws NotFound, Conflict for address and credentials that the environment gives, and Invalid where the stored password
 * would go to another address. A password or a proxy that is not given stays.
 */
export async function changeDownloadClient(
  { db, announce, secretBox }: ClientNeeds,
  id: number,
  { password, proxy, ...settings }: Partial<Omit<DownloadClientInput, 'kind'>>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await readDownloadClient(tx, id);
    const isOther = password !== undefined && !isStoredPassword(secretBox, before, password);
    if (settings.url !== undefined || settings.username !== undefined || isOther) refuseEnvironment(before);
    refuseOtherAddress(secretBox, {
      field: 'password',
      stored: { ...before, secret: before.passwordEncrypted },
      given: { url: settings.url, proxy, secret: password },
    });
    const sealed =
      password === undefined ? {} : { passwordEncrypted: password === '' ? null : secretBox.seal(password) };
    const way = proxy === undefined ? {} : sealProxy(secretBox, proxy);
    await updateDownloadClient(tx, id, { ...settings, ...sealed, ...way });
    await announce(tx, DownloadClientChanged, { client_id: id, name: settings.name ?? before.name });
  });
}

/** Throws NotFound, and Conflict for the environment's own and while it downloads. */
export async function removeDownloadClient({ db, announce }: ClientNeeds, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const client = await readDownloadClient(tx, id);
    refuseEnvironment(client);
    await deleteDownloadClient(tx, id);
    await announce(tx, DownloadClientRemoved, { client_id: id, name: client.name });
  });
}

/** The environment's is given again for a proxy of its own; that changes nothing of it. */
export function isStoredPassword(
  secretBox: SecretBox,
  { passwordEncrypted }: { readonly passwordEncrypted: Uint8Array | null },
  password: string,
): boolean {
  if (passwordEncrypted === null || secretBox.keyOf(passwordEncrypted) === null) return false;
  return secretBox.open(passwordEncrypted) === password;
}

function refuseEnvironment({ fromEnvironment }: { readonly fromEnvironment: boolean }): void {
  if (fromEnvironment) {
    throw new Conflict(
      'This client comes from the environment: change QB_URL, QB_USERNAME and QB_PASSWORD there, and restart.',
    );
  }
}
