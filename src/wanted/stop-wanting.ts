import type { Actor } from '../access/actor.ts';
import type { Announce } from '../activity/facts.ts';
import { NotFound, orNull } from '../base/errors.ts';
import {
  type Download,
  isSharedDownload,
  lockDownload,
  openDownloadOf,
} from '../downloads/download-store.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import { BookNoLongerWanted } from './facts.ts';
import { RemoveDownload } from './jobs.ts';
import { refuseForeignWant } from './own-want.ts';
import { deleteWanted, lockWanted } from './wanted-store.ts';

interface Needs {
  readonly db: Database;
  readonly announce: Announce;
  readonly send: SendJob;
}

/**
 * Forgets a want. Its torrent goes on, unless `removeDownload` says otherwise: then an unfinished one is removed with
 * its files, and a finished one only from the list, for its files may be seeding elsewhere. A torrent that the client had
 * before us, or that another download of ours needs, is never touched. Throws NotFound, and Forbidden for a want of
 * somebody else.
 */
export async function stopWanting(
  { db, announce, send }: Needs,
  actor: Actor,
  id: number,
  removeDownload: boolean,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // A download is locked before its want, here as everywhere.
    const open = await openDownloadOf(tx, id);
    const download = open === null ? null : await orNull(lockDownload(tx, open.id));
    const wanted = await lockWanted(tx, id);
    if (wanted === null) throw new NotFound(`There is no wanted book ${id}.`);
    refuseForeignWant(actor, wanted);
    if (removeDownload && download?.infohash && download.client_id !== null && (await isOurs(tx, download))) {
      await send(tx, RemoveDownload, {
        client_id: download.client_id,
        infohash: download.infohash,
        delete_files: download.completed_at === null,
      });
    }
    await announce(tx, BookNoLongerWanted, { wanted_id: id, book_id: wanted.book_id, title: wanted.title });
    await deleteWanted(tx, id);
  });
}

async function isOurs(tx: Tx, download: Download): Promise<boolean> {
  return download.was_there === false && !(await isSharedDownload(tx, download));
}
