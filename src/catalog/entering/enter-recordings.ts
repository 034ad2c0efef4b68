import type { Tx } from '../../platform/database.ts';
import { authorKey } from '../author-store.ts';
import { insertChangeSet, insertFieldChanges } from '../change-store.ts';
import { draftChanges } from './draft-changes.ts';
import { placeDescription } from './place-description.ts';
import { readDraft } from './read-draft.ts';
import type { EnteredRecording, RecordingEntry } from './recording-description.ts';
import { writeDraft } from './write-draft.ts';

export interface EnterOptions {
  readonly now: Date;
  /** What the history says of fields that were known and change: `The files of "Books" were read anew.` */
  readonly sentence: string;
}

/**
 * The books and recordings of descriptions, made where they are new, as if each were entered after the one before it;
 * the number of statements does not depend on how many there are. The caller holds the catalog's lock and refreshes the
 * search text.
 */
export async function enterRecordings(
  tx: Tx,
  entries: readonly RecordingEntry[],
  { now, sentence }: EnterOptions,
): Promise<readonly EnteredRecording[]> {
  if (entries.length === 0) return [];
  const draft = await readDraft(tx, entries);
  const placed = entries.map((entry) => {
    const keys = new Set(entry.description.authors.map(authorKey));
    return placeDescription(
      draft,
      entry,
      [...keys].flatMap((key) => draft.authors.get(key) ?? []),
      now,
    );
  });
  await writeDraft(tx, draft);
  const changes = draftChanges(draft);
  if (changes.length > 0) {
    const set = { kind: 'scan' as const, sentence, userId: null, undoesId: null };
    await insertFieldChanges(tx, await insertChangeSet(tx, set, now), changes);
  }
  return placed.map(({ id, book }) => {
    if (id === null || book.id === null) throw new Error('A recording was not written');
    return { bookId: book.id, recordingId: id };
  });
}
