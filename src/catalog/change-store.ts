import type { Tx } from '../platform/database.ts';
import { json } from '../platform/database.ts';
import type { FieldProvenance } from './provenance.ts';

export type ChangeSetKind = 'edit' | 'bulk_edit' | 'scan' | 'undo';

/** What was changed together, in one sentence for a person. */
export interface NewChangeSet {
  readonly kind: ChangeSetKind;
  readonly sentence: string;
  readonly userId: number | null;
  readonly undoesId: number | null;
}

/** One field of one book or recording; values as the wire has them. */
export interface FieldChange {
  readonly of: { readonly bookId: number } | { readonly recordingId: number };
  readonly field: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly oldProvenance: FieldProvenance | null;
  readonly newProvenance: FieldProvenance | null;
}

/** Opens a change set. Answers its id. */
export async function insertChangeSet(
  tx: Tx,
  { kind, sentence, userId, undoesId }: NewChangeSet,
  now: Date,
): Promise<number> {
  const { id } = await tx
    .insertInto('change_set')
    .values({ kind, sentence, user_id: userId, undoes_id: undoesId, at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const CHANGES_PER_INSERT = 1000;

/** Keeps what changed; what a book or recording is entered with for the first time is no change. */
export async function insertFieldChanges(
  tx: Tx,
  changeSetId: number,
  changes: readonly FieldChange[],
): Promise<void> {
  for (let from = 0; from < changes.length; from += CHANGES_PER_INSERT) {
    const rows = changes.slice(from, from + CHANGES_PER_INSERT).map((change) => ({
      change_set_id: changeSetId,
      book_id: 'bookId' in change.of ? change.of.bookId : null,
      recording_id: 'recordingId' in change.of ? change.of.recordingId : null,
      field: change.field,
      old_value: json(change.oldValue ?? null),
      new_value: json(change.newValue ?? null),
      old_provenance: change.oldProvenance === null ? null : json(change.oldProvenance),
      new_provenance: change.newProvenance === null ? null : json(change.newProvenance),
    }));
    await tx.insertInto('field_change').values(rows).execute();
  }
}
