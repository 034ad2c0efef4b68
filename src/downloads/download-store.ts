import { tellChanges } from '../activity/live-events.ts';
import { NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { Database, Tx } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';

export type DownloadState = 'queued' | 'downloading' | 'completed' | 'imported' | 'failed' | 'removed';

/** The states in which a download still holds its want. */
export const OPEN_STATES = ['queued', 'downloading', 'completed'] as const satisfies readonly DownloadState[];

/** A release handed to a download client. */
export interface Download {
  readonly id: number;
  readonly wanted_book_id: number | null;
  readonly search_id: number | null;
  readonly release_id: number | null;
  readonly client_id: number | null;
  readonly client_name: string | null;
  readonly title: string;
  readonly infohash: string | null;
  /** Whether the client had the torrent before: then it is not ours to remove. Null until it is handed over. */
  readonly was_there: boolean | null;
  readonly state: DownloadState;
  readonly client_state: string | null;
  readonly progress: number;
  readonly size_bytes: number | null;
  readonly speed_bytes_per_second: number | null;
  readonly eta_seconds: number | null;
  readonly content_path: string | null;
  readonly error: string | null;
  readonly created_at: Date;
  readonly handed_over_at: Date | null;
  readonly completed_at: Date | null;
}

export type DownloadChanges = Partial<
  Pick<
    Download,
    | 'infohash'
    | 'was_there'
    | 'client_id'
    | 'state'
    | 'client_state'
    | 'progress'
    | 'size_bytes'
    | 'speed_bytes_per_second'
    | 'eta_seconds'
    | 'content_path'
    | 'error'
    | 'handed_over_at'
    | 'completed_at'
  >
>;

export async function insertDownload(
  tx: Tx,
  download: Pick<
    Download,
    'wanted_book_id' | 'search_id' | 'release_id' | 'client_id' | 'title' | 'size_bytes'
  >,
): Promise<number> {
  const { id } = await tx.insertInto('download').values(download).returning('id').executeTakeFirstOrThrow();
  await tellChanges(tx, [{ kind: 'download', ids: [id] }]);
  return id;
}

/** Changes a download and tells the open pages. */
export async function updateDownload(db: Database, id: number, changes: DownloadChanges): Promise<void> {
  await db.updateTable('download').set(changes).where('id', '=', id).execute();
  await tellChanges(db, [{ kind: 'download', ids: [id] }]);
}

export async function readDownload(db: Database, id: number): Promise<Download> {
  const download = await select(db).where('download.id', '=', id).executeTakeFirst();
  if (download === undefined) throw new NotFound(`There is no download ${id}.`);
  return download;
}

/** Reads a download and keeps others from changing it until the transaction ends. */
export async function lockDownload(tx: Tx, id: number): Promise<Download> {
  await tx.selectFrom('download').select('id').where('id', '=', id).forUpdate().execute();
  return readDownload(tx, id);
}

/** What is at the clients and not over. */
export async function readFollowedDownloads(db: Database): Promise<readonly Download[]> {
  return select(db)
    .where('download.state', 'in', [...OPEN_STATES])
    .where('infohash', 'is not', null)
    .where('client_id', 'is not', null)
    .where('handed_over_at', 'is not', null)
    .orderBy('download.id')
    .execute();
}

/** What was taken or finished before an instant and has not gone on since. */
export async function readStalledDownloads(db: Database, before: Date): Promise<readonly Download[]> {
  return select(db)
    .where((where) =>
      where.or([
        where.and([where('download.state', '=', 'queued'), where('download.created_at', '<', before)]),
        where.and([where('download.state', '=', 'completed'), where('completed_at', '<', before)]),
      ]),
    )
    .execute();
}

export async function openDownloadOf(db: Database, wantedBookId: number): Promise<Download | null> {
  const download = await select(db)
    .where('wanted_book_id', '=', wantedBookId)
    .where('download.state', 'in', [...OPEN_STATES])
    .executeTakeFirst();
  return download ?? null;
}

/** Whether another download that is not over has the same torrent at the same client. */
export async function isSharedDownload(
  db: Database,
  { id, client_id, infohash }: Pick<Download, 'id' | 'client_id' | 'infohash'>,
): Promise<boolean> {
  const other = await db
    .selectFrom('download')
    .select('id')
    .where('client_id', '=', client_id)
    .where('infohash', '=', infohash)
    .where('state', 'in', [...OPEN_STATES])
    .where('id', '!=', id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

export async function listDownloads(
  db: Database,
  page: PageRequest & { readonly active?: boolean | undefined; readonly wanted_id?: number | undefined },
): Promise<Page<Download>> {
  let query = select(db);
  if (page.active === true) query = query.where('download.state', 'in', [...OPEN_STATES]);
  if (page.active === false) query = query.where('download.state', 'not in', [...OPEN_STATES]);
  if (page.wanted_id !== undefined) query = query.where('wanted_book_id', '=', page.wanted_id);
  return await pageById(query, 'download.id', 'desc', page);
}

/** How many downloads are in each state that any is in. */
export async function countDownloadsByState(
  db: Database,
): Promise<readonly { state: string; count: number }[]> {
  return db
    .selectFrom('download')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
}

function select(db: Database) {
  return db
    .selectFrom('download')
    .leftJoin('download_client', 'download_client.id', 'download.client_id')
    .selectAll('download')
    .select('download_client.name as client_name');
}
