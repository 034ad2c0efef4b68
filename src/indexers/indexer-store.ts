import { NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { Database, Tx } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import { type SealedColumn, sealedColumn } from '../platform/sealed-column.ts';
import type { StoredProxy } from '../platform/stored-proxy.ts';

/** A configured indexer. */
export interface StoredIndexer extends StoredProxy {
  readonly id: number;
  readonly kind: 'torznab';
  readonly name: string;
  readonly url: string;
  readonly apiKeyEncrypted: Uint8Array | null;
  readonly enabled: boolean;
  readonly lastError: string | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

export type IndexerSettings = Pick<StoredIndexer, 'kind' | 'name' | 'url' | 'apiKeyEncrypted' | 'enabled'> &
  Partial<StoredProxy>;

/** What a change of the secret key has to seal anew. */
export const SEALED_INDEXER_COLUMNS: readonly SealedColumn[] = [
  sealedColumn({
    table: 'indexer',
    column: 'api_key_encrypted',
    label: 'name',
    what: (name) => `the key of the indexer ${name}`,
  }),
  sealedColumn({
    table: 'indexer',
    column: 'proxy_encrypted',
    label: 'name',
    what: (name) => `the proxy of the indexer ${name}`,
  }),
];

export async function insertIndexer(
  tx: Tx,
  { apiKeyEncrypted, proxyEncrypted = null, ...settings }: IndexerSettings,
): Promise<number> {
  const { id } = await tx
    .insertInto('indexer')
    .values({ ...settings, api_key_encrypted: apiKeyEncrypted, proxy_encrypted: proxyEncrypted })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateIndexer(
  tx: Tx,
  id: number,
  { apiKeyEncrypted, proxyEncrypted, ...settings }: Partial<IndexerSettings>,
): Promise<void> {
  await tx
    .updateTable('indexer')
    .set({
      ...settings,
      ...(apiKeyEncrypted === undefined ? {} : { api_key_encrypted: apiKeyEncrypted }),
      ...(proxyEncrypted === undefined ? {} : { proxy_encrypted: proxyEncrypted }),
      last_error: null,
    })
    .where('id', '=', id)
    .execute();
}

export async function deleteIndexer(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('indexer').where('id', '=', id).execute();
}

export async function readIndexer(db: Database, id: number): Promise<StoredIndexer> {
  const indexer = await select(db).where('id', '=', id).executeTakeFirst();
  if (indexer === undefined) throw new NotFound(`There is no indexer ${id}.`);
  return indexer;
}

export async function readEnabledIndexers(db: Database): Promise<readonly StoredIndexer[]> {
  return select(db).where('enabled', '=', true).orderBy('id').execute();
}

export async function listIndexers(db: Database, page: PageRequest): Promise<Page<StoredIndexer>> {
  return await pageById(select(db), 'id', 'asc', page);
}

/** Keeps what the last use brought: null, or what went wrong. */
export async function noteIndexerUse(
  db: Database,
  id: number,
  at: Date,
  error: string | null,
): Promise<void> {
  await db.updateTable('indexer').set({ last_used_at: at, last_error: error }).where('id', '=', id).execute();
}

function select(db: Database) {
  return db
    .selectFrom('indexer')
    .select([
      'id',
      'kind',
      'name',
      'url',
      'api_key_encrypted as apiKeyEncrypted',
      'enabled',
      'proxy',
      'proxy_encrypted as proxyEncrypted',
      'last_error as lastError',
      'last_used_at as lastUsedAt',
      'created_at as createdAt',
    ])
    .$narrowType<{ proxy: StoredProxy['proxy'] }>();
}
