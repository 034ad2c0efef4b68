import { tellChanges } from '../activity/live-events.ts';
import {
  type ChangeSetKind,
  type FieldChange,
  insertChangeSet,
  insertFieldChanges,
} from '../catalog/change-store.ts';
import type { Tx } from '../platform/database.ts';

/** Who edits, and when. */
export interface Editor {
  readonly userId: number | null;
  readonly now: Date;
}

export interface ToKeep {
  readonly kind: ChangeSetKind;
  readonly sentence: string;
  readonly undoesId?: number;
  /** Another part of it was kept already. */
  readonly changeSetId?: number | null;
}

/** Keeps what was written as one change set, and tells the open pages. Answers its id; null where nothing changed. */
export async function keepChanges(
  tx: Tx,
  { changes, bookIds }: { readonly changes: readonly FieldChange[]; readonly bookIds: readonly number[] },
  { kind, sentence, undoesId, changeSetId }: ToKeep,
  { userId, now }: Editor,
): Promise<number | null> {
  if (changes.length === 0) return changeSetId ?? null;
  const id =
    changeSetId ?? (await insertChangeSet(tx, { kind, sentence, userId, undoesId: undoesId ?? null }, now));
  await insertFieldChanges(tx, id, changes);
  await tellChanges(tx, [{ kind: 'book', ids: bookIds }]);
  return id;
}
