import { tellChanges } from '../../activity/live-events.ts';
import type { Clock } from '../../base/clock.ts';
import type { Database } from '../../platform/database.ts';
import { type BrowsedGroup, browseDuplicate } from './browse-duplicates.ts';
import { getGroup, setKept } from './duplicate-store.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
}

/** Notes that a person wants all of a group: it is shown no more. Throws NotFound. */
export async function keepDuplicate(needs: Needs, id: number, userId: number | null): Promise<BrowsedGroup> {
  return decide(needs, id, { at: needs.clock.now(), by: userId });
}

/** Takes that back. Throws NotFound. */
export async function unkeepDuplicate(needs: Needs, id: number): Promise<BrowsedGroup> {
  return decide(needs, id, null);
}

async function decide({ db }: Needs, id: number, kept: Parameters<typeof setKept>[2]): Promise<BrowsedGroup> {
  return db.transaction().execute(async (tx) => {
    await getGroup(tx, id);
    await setKept(tx, id, kept);
    await tellChanges(tx, [{ kind: 'duplicate', ids: [id] }]);
    return browseDuplicate(tx, id);
  });
}
