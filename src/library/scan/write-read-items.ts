import { sql } from 'kysely';
import { tellChanges } from '../../activity/live-events.ts';
import { refreshSearchText } from '../../catalog/book-store.ts';
import { lockCatalog } from '../../catalog/catalog-lock.ts';
import type { Tx } from '../../platform/database.ts';
import { lastPart } from '../group-files.ts';
import { relocateItem } from '../item-store.ts';
import { type FileMark, type KnownItem, readItemsIn, readKnownItems, readMarks } from '../known-items.ts';
import type { Library } from '../library-store.ts';
import type { ReadItem } from '../present-item.ts';
import { recordItems } from '../record-items.ts';
import { readLostFolders, withLostDiscs } from './lost-discs.ts';
import { type MatchedItem, matchItems } from './match-items.ts';
import type { ScanNeeds } from './scan-needs.ts';

/** The items of one folder as they were read, and what was known of them. */
export interface ReadFolder {
  readonly path: string;
  readonly items: readonly ReadItem[];
  /** What was known of it under another path, and is here now. */
  readonly movedIds: readonly number[];
  /** What was known of it, and is elsewhere now. */
  readonly leftIds: readonly number[];
}

export interface WrittenItems {
  readonly ids: readonly number[];
  readonly added: number;
  readonly changed: number;
}

/** Writes what was read of some folders in one short transaction. */
export async function writeReadItems(
  { db, clock }: Pick<ScanNeeds, 'db' | 'clock'>,
  library: Library,
  folders: readonly ReadFolder[],
): Promise<WrittenItems> {
  return await db.transaction().execute(async (tx) => {
    // What a power cut takes of it is read again by the next scan; others wait less for the catalog meanwhile.
    await sql`set local synchronous_commit to off`.execute(tx);
    await fewRowsOfLargeTables(tx);
    await lockCatalog(tx);
    const matched = await matchFolders(tx, library.id, folders);
    const recorded = await recordItems(
      tx,
      library.id,
      matched.map(({ item, known }) => ({
        item,
        itemId: known?.id ?? null,
        recordingId: known?.recordingId ?? null,
        bookId: null,
      })),
      { now: clock.now(), sentence: `Files of "${library.name}" were read anew.` },
    );
    const bookIds = new Set(recorded.flatMap(({ bookId }) => bookId ?? []));
    await refreshSearchText(tx, [...bookIds]);
    await tellChanges(tx, [
      { kind: 'library_item', ids: [] },
      { kind: 'book', ids: [] },
    ]);
    const added = matched.filter(({ known }) => known === null).length;
    return { ids: recorded.map(({ itemId }) => itemId), added, changed: matched.length - added };
  });
}

/**
 * In a first scan the tables outgrow their statistics all the time, and what is planned by these reads whole tables to
 * find the few rows of a batch.
 */
async function fewRowsOfLargeTables(tx: Tx): Promise<void> {
  await sql`select set_config(name, 'off', true)
    from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) as name`.execute(tx);
}

/** What is known of them as it is now: an import may have recorded one since the walk met it. */
async function matchFolders(
  tx: Tx,
  libraryId: number,
  folders: readonly ReadFolder[],
): Promise<readonly MatchedItem[]> {
  const here = await readItemsIn(
    tx,
    libraryId,
    folders.map(({ path }) => path),
  );
  const moved = await readKnownItems(
    tx,
    folders.flatMap(({ movedIds }) => movedIds),
  );
  const byFolder = Map.groupBy(here, ({ folder }) => folder);
  const knownOf = (folder: ReadFolder): readonly KnownItem[] => [
    ...(byFolder.get(folder.path) ?? []).filter(({ id }) => !folder.leftIds.includes(id)),
    ...moved.filter(({ id, folder: of }) => folder.movedIds.includes(id) && of !== folder.path),
  ];
  const knownIds = [...here, ...moved].map(({ id }) => id);
  const marks = await readMarks(tx, knownIds);
  const lost = await readLostFolders(tx, knownIds);
  const byItem = Map.groupBy(marks, ({ itemId }) => itemId);
  const inodes = new Map([...byItem].map(([id, files]) => [id, files.map(({ inode }) => inode)]));
  const matched = folders.flatMap((folder) => matchItems(folder.items, knownOf(folder), inodes));
  const owners = new Map(matched.map(({ item, known }) => [item.record.path, known?.id ?? null]));
  for (const { id, path } of here)
    if (owners.has(path) && owners.get(path) !== id) await makeWay(tx, id, path);
  for (const { item, known } of matched) {
    if (known !== null && known.path !== item.record.path)
      await followFiles(tx, item, known, byItem.get(known.id) ?? []);
  }
  return matched.map(({ item, known }) => {
    if (known === null) return { item, known };
    const earlier = { marks: byItem.get(known.id) ?? [], lost: lost.get(known.id) ?? [] };
    return { item: withLostDiscs(item, earlier), known };
  });
}

/** Another item lies under its path now. Its files are met elsewhere, or are gone: a scan of this place finds it missing. */
async function makeWay(tx: Tx, id: number, path: string): Promise<void> {
  await relocateItem(tx, id, { path: `${path}/.before-${id}`, folder: null }, (file) => file);
}

/** What else is kept of files by their paths follows them. */
async function followFiles(
  tx: Tx,
  { record: { path, folder, audioFiles } }: ReadItem,
  { id }: KnownItem,
  marks: readonly FileMark[],
): Promise<void> {
  const byInode = new Map(audioFiles.map((file) => [file.inode, file.path]));
  const byName = new Map(audioFiles.map((file) => [lastPart(file.path), file.path]));
  const inodes = new Map(marks.map((mark) => [mark.path, mark.inode]));
  await relocateItem(
    tx,
    id,
    { path, folder: folder === path ? null : folder },
    (old) => byInode.get(inodes.get(old) ?? '') ?? byName.get(lastPart(old)) ?? old,
  );
}
