import { tellChanges } from '../activity/live-events.ts';
import { Conflict } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import { answerVanished as keepAnswer, readLibrary } from './library-store.ts';
import { requestScan } from './run-scan.ts';

/**
 * A person says whether items that a scan did not find are gone. If so, a scan marks them: answers its task. Throws
 * NotFound, and Conflict where nothing is asked.
 */
export async function answerVanished(
  { db, send }: { readonly db: Database; readonly send: SendJob },
  libraryId: number,
  gone: boolean,
): Promise<number | null> {
  await db.transaction().execute(async (tx) => {
    await readLibrary(tx, libraryId);
    if (!(await keepAnswer(tx, libraryId, gone)))
      throw new Conflict('No items of this library have vanished at once.', { library_id: libraryId });
    await tellChanges(tx, [{ kind: 'library', ids: [libraryId] }]);
  });
  return gone ? requestScan({ db, send }, libraryId) : null;
}
