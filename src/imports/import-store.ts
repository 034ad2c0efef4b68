import { tellChanges } from '../activity/live-events.ts';
import { NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';

export const IMPORT_STATES = ['running', 'held', 'imported', 'failed', 'rejected'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export type ImportStep = 'planned' | 'staged' | 'placed' | 'recorded';

export interface ImportedFile {
  /** As it lies in the download. */
  readonly source: string;
  /** Relative to the library. */
  readonly target: string;
  readonly size_bytes: number;
}

/** The carrying of a finished download into the library: plan, journal, outcome. */
export interface Import {
  readonly id: number;
  readonly download_id: number;
  readonly wanted_book_id: number | null;
  readonly library_id: number | null;
  readonly title: string;
  readonly state: ImportState;
  readonly by_hand: boolean;
  readonly reasons: readonly string[];
  readonly source_path: string | null;
  readonly target_path: string | null;
  readonly transfer: 'hardlink' | 'copy' | null;
  readonly transfer_reason: string | null;
  readonly files: readonly ImportedFile[];
  readonly step: ImportStep;
  readonly library_item_id: number | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

export type ImportChanges = Partial<
  Omit<Import, 'id' | 'download_id' | 'wanted_book_id' | 'title' | 'created_at'>
>;

/** The import of a download that is not over yet, else a new one. */
export async function openImport(
  tx: Tx,
  given: Pick<Import, 'download_id' | 'wanted_book_id' | 'title'>,
): Promise<Import> {
  const open = await select(tx)
    .where('download_id', '=', given.download_id)
    .where('state', 'in', ['running', 'held', 'failed'])
    .executeTakeFirst();
  if (open !== undefined) return open;
  const { id } = await tx.insertInto('import').values(given).returning('id').executeTakeFirstOrThrow();
  await tellChanges(tx, [{ kind: 'import', ids: [id] }]);
  return readImport(tx, id);
}

/** Changes an import and tells the open pages. */
export async function updateImport(
  db: Database,
  id: number,
  { reasons, files, ...plain }: ImportChanges,
): Promise<void> {
  await db
    .updateTable('import')
    .set({
      ...plain,
      ...(reasons === undefined ? {} : { reasons: json(reasons) }),
      ...(files === undefined ? {} : { files: json(files) }),
    })
    .where('id', '=', id)
    .execute();
  await tellChanges(db, [{ kind: 'import', ids: [id] }]);
}

export async function readImport(db: Database, id: number): Promise<Import> {
  const found = await select(db).where('id', '=', id).executeTakeFirst();
  if (found === undefined) throw new NotFound(`There is no import ${id}.`);
  return found;
}

/** Reads an import and keeps others from changing it until the transaction ends. */
export async function lockImport(tx: Tx, id: number): Promise<Import> {
  await tx.selectFrom('import').select('id').where('id', '=', id).forUpdate().execute();
  return readImport(tx, id);
}

export async function listImports(
  db: Database,
  page: PageRequest & { readonly state?: ImportState | undefined },
): Promise<Page<Import>> {
  let query = select(db);
  if (page.state !== undefined) query = query.where('state', '=', page.state);
  let counting = db.selectFrom('import');
  if (page.state !== undefined) counting = counting.where('state', '=', page.state);
  return await pageById(query, 'id', 'desc', page, counting);
}

/** How many imports are in each state that any is in. */
/** Whether files are being carried into a library now. */
export async function isImporting(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('import')
    .select('id')
    .where('state', '=', 'running')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countImportsByState(
  db: Database,
): Promise<readonly { state: string; count: number }[]> {
  return db
    .selectFrom('import')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
}

function select(db: Database) {
  return db
    .selectFrom('import')
    .selectAll()
    .$narrowType<{ reasons: readonly string[]; files: readonly ImportedFile[] }>();
}
