import type { Announce } from '../activity/facts.ts';
import type { Clock } from '../base/clock.ts';
import { Conflict } from '../base/errors.ts';
import { lockDownload } from '../downloads/download-store.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import { settleFailedRelease } from '../wanted/settle-download.ts';
import { updateWanted } from '../wanted/wanted-store.ts';
import { ImportRejected } from './facts.ts';
import { type Import, lockImport, updateImport } from './import-store.ts';
import { ImportDownload } from './jobs.ts';
import { aboutImport } from './settle-import.ts';

export type ImportAction = 'import' | 'reject' | 'retry';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly send: SendJob;
}

/** What a person can do about an import now. */
export function actionsFor({ state }: Pick<Import, 'state'>): readonly ImportAction[] {
  if (state === 'held') return ['import', 'reject', 'retry'];
  return state === 'failed' ? ['reject', 'retry'] : [];
}

/** A person decides: import it whatever was found, try again, or reject it, after which the next release is taken. */
export async function resolveImport(needs: Needs, id: number, action: ImportAction): Promise<void> {
  await needs.db.transaction().execute(async (tx) => {
    const entry = await lockImport(tx, id);
    const actions = actionsFor(entry);
    if (!actions.includes(action)) {
      const can = actions.length === 0 ? 'there is nothing to decide' : `it takes ${actions.join(' or ')}`;
      throw new Conflict(`This import is ${entry.state}: ${can}.`, { state: entry.state, actions });
    }
    await (action === 'reject' ? reject(needs, tx, entry) : runAgain(needs, tx, entry, action === 'import'));
  });
}

async function runAgain({ send }: Needs, tx: Tx, entry: Import, byHand: boolean): Promise<void> {
  await updateImport(tx, entry.id, { state: 'running', by_hand: byHand });
  if (entry.wanted_book_id !== null)
    await updateWanted(tx, entry.wanted_book_id, { state: 'importing', reason: null });
  await send(tx, ImportDownload, { download_id: entry.download_id });
}

async function reject(needs: Needs, tx: Tx, entry: Import): Promise<void> {
  await updateImport(tx, entry.id, { state: 'rejected', finished_at: needs.clock.now() });
  await needs.announce(tx, ImportRejected, aboutImport(entry));
  const download = await lockDownload(tx, entry.download_id);
  await settleFailedRelease(needs, tx, download, 'A person rejected what it brought.');
}
