import { z } from 'zod';
import { Conflict, NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import { type SealedColumn, sealedColumn } from '../platform/sealed-column.ts';
import type { StoredProxy } from '../platform/stored-proxy.ts';

const PathMappings = z.array(z.object({ remote: z.string(), local: z.string() }));
export type PathMappings = z.output<typeof PathMappings>;

/** A configured download client. */
export interface StoredDownloadClient extends StoredProxy {
  readonly id: number;
  readonly kind: 'qbittorrent';
  readonly name: string;
  readonly url: string;
  readonly username: string;
  readonly passwordEncrypted: Uint8Array | null;
  readonly category: string;
  readonly pathMappings: PathMappings;
  readonly enabled: boolean;
  readonly fromEnvironment: boolean;
  readonly lastError: string | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

export type DownloadClientSettings = Pick<
  StoredDownloadClient,
  'kind' | 'name' | 'url' | 'username' | 'passwordEncrypted' | 'category' | 'pathMappings' | 'enabled'
> &
  Partial<StoredProxy>;

/** What a change of the secret key has to seal anew. */
export const SEALED_CLIENT_COLUMNS: readonly SealedColumn[] = [
  sealedColumn({
    table: 'download_client',
    column: 'password_encrypted',
    label: 'name',
    what: (name) => `the password of the download client ${name}`,
  }),
  sealedColumn({
    table: 'download_client',
    column: 'proxy_encrypted',
    label: 'name',
    what: (name) => `the proxy of the download client ${name}`,
  }),
];

export async function insertDownloadClient(
  tx: Tx,
  settings: DownloadClientSettings,
  fromEnvironment = false,
): Promise<number> {
  const { kind, name, url } = settings;
  const { id } = await tx
    .insertInto('download_client')
    .values({ kind, name, url, ...columnsOf(settings), from_environment: fromEnvironment })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateDownloadClient(
  tx: Tx,
  id: number,
  settings: Partial<DownloadClientSettings>,
): Promise<void> {
  await tx
    .updateTable('download_client')
    .set({ ...columnsOf(settings), last_error: null })
    .where('id', '=', id)
    .execute();
}

/** Throws Conflict while the client has a download that is not over. */
export async function deleteDownloadClient(tx: Tx, id: number): Promise<void> {
  const active = await tx
    .selectFrom('download')
    .select('title')
    .where('client_id', '=', id)
    .where('state', 'in', ['queued', 'downloading', 'completed'])
    .limit(1)
    .executeTakeFirst();
  if (active !== undefined) {
    throw new Conflict(
      `This client is downloading "${active.title}". Wait for it, or stop wanting the book, first.`,
    );
  }
  await tx.deleteFrom('download_client').where('id', '=', id).execute();
}

export async function readDownloadClient(db: Database, id: number): Promise<StoredDownloadClient> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no download client ${id}.`);
  return present(row);
}

export async function readEnabledDownloadClients(db: Database): Promise<readonly StoredDownloadClient[]> {
  return (await select(db).where('enabled', '=', true).orderBy('id').execute()).map(present);
}

export async function findEnvironmentClient(db: Database): Promise<StoredDownloadClient | null> {
  const row = await select(db).where('from_environment', '=', true).executeTakeFirst();
  return row === undefined ? null : present(row);
}

/** Makes the environment's client one that a person may change. */
export async function releaseEnvironmentClient(db: Database): Promise<void> {
  await db
    .updateTable('download_client')
    .set({ from_environment: false })
    .where('from_environment', '=', true)
    .execute();
}

export async function listDownloadClients(
  db: Database,
  page: PageRequest,
): Promise<Page<StoredDownloadClient>> {
  const found = await pageById(select(db), 'id', 'asc', page);
  return { ...found, items: found.items.map(present) };
}

/** Keeps what the last use brought: null, or what went wrong. Answers whether that is news. */
export async function noteClientUse(
  db: Database,
  id: number,
  at: Date,
  error: string | null,
): Promise<boolean> {
  const before = await db
    .selectFrom('download_client')
    .select('last_error')
    .where('id', '=', id)
    .executeTakeFirst();
  await db
    .updateTable('download_client')
    .set({ last_used_at: at, last_error: error })
    .where('id', '=', id)
    .execute();
  return before !== undefined && before.last_error !== error;
}

function select(db: Database) {
  return db
    .selectFrom('download_client')
    .select([
      'id',
      'kind',
      'name',
      'url',
      'username',
      'password_encrypted as passwordEncrypted',
      'category',
      'path_mappings',
      'enabled',
      'proxy',
      'proxy_encrypted as proxyEncrypted',
      'from_environment as fromEnvironment',
      'last_error as lastError',
      'last_used_at as lastUsedAt',
      'created_at as createdAt',
    ])
    .$narrowType<{ proxy: StoredProxy['proxy'] }>();
}

type Row = Omit<StoredDownloadClient, 'pathMappings'> & { readonly path_mappings: unknown };

function present({ path_mappings, ...row }: Row): StoredDownloadClient {
  return { ...row, pathMappings: PathMappings.parse(path_mappings) };
}

function columnsOf(settings: Partial<DownloadClientSettings>) {
  const { passwordEncrypted, pathMappings, proxyEncrypted, ...plain } = settings;
  return {
    ...plain,
    ...(passwordEncrypted === undefined ? {} : { password_encrypted: passwordEncrypted }),
    ...(pathMappings === undefined ? {} : { path_mappings: json(pathMappings) }),
    ...(proxyEncrypted === undefined ? {} : { proxy_encrypted: proxyEncrypted }),
  };
}
