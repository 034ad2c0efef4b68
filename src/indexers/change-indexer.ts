import type { Announce } from '../activity/facts.ts';
import type { Database } from '../platform/database.ts';
import type { ProxyChoice } from '../platform/outbound/routes.ts';
import { refuseOtherAddress } from '../platform/refuse-other-address.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { sealProxy } from '../platform/stored-proxy.ts';
import { IndexerAdded, IndexerChanged, IndexerRemoved } from './facts.ts';
import { deleteIndexer, insertIndexer, readIndexer, updateIndexer } from './indexer-store.ts';

/** What a person enters of an indexer; an empty key is none. */
export interface IndexerInput {
  readonly kind: 'torznab';
  readonly name: string;
  readonly url: string;
  readonly apiKey: string;
  readonly enabled: boolean;
  readonly proxy: ProxyChoice;
}

interface Needs {
  readonly db: Database;
  readonly announce: Announce;
  readonly secretBox: SecretBox;
}

export function addIndexer(
  { db, announce, secretBox }: Needs,
  { apiKey, proxy, ...settings }: IndexerInput,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const id = await insertIndexer(tx, {
      ...settings,
      ...sealProxy(secretBox, proxy),
      apiKeyEncrypted: apiKey === '' ? null : secretBox.seal(apiKey),
    });
    await announce(tx, IndexerAdded, { indexer_id: id, name: settings.name });
    return id;
  });
}

/**
 * Throws NotFound, and Invalid where the stored key would go to another address. A key or a proxy that is not given
 * stays.
 */
export async function changeIndexer(
  { db, announce, secretBox }: Needs,
  id: number,
  { apiKey, proxy, ...settings }: Partial<Omit<IndexerInput, 'kind'>>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await readIndexer(tx, id);
    refuseOtherAddress(secretBox, {
      field: 'api_key',
      stored: { ...before, secret: before.apiKeyEncrypted },
      given: { url: settings.url, proxy, secret: apiKey },
    });
    const sealed =
      apiKey === undefined ? {} : { apiKeyEncrypted: apiKey === '' ? null : secretBox.seal(apiKey) };
    const way = proxy === undefined ? {} : sealProxy(secretBox, proxy);
    await updateIndexer(tx, id, { ...settings, ...sealed, ...way });
    const { name } = await readIndexer(tx, id);
    await announce(tx, IndexerChanged, { indexer_id: id, name });
  });
}

/** Throws NotFound. What it found stays in the searches. */
export async function removeIndexer({ db, announce }: Needs, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { name } = await readIndexer(tx, id);
    await deleteIndexer(tx, id);
    await announce(tx, IndexerRemoved, { indexer_id: id, name });
  });
}
