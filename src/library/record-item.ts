import { enterRecording } from '../catalog/enter-recording.ts';
import type { Tx } from '../platform/database.ts';
import { writeItem } from './item-store.ts';
import type { ReadItem } from './present-item.ts';

export interface RecordedItem {
  readonly itemId: number;
  readonly bookId: number | null;
  readonly recordingId: number | null;
}

export interface RecordOptions {
  readonly now: Date;
  /** No item is known at this path. */
  readonly isNew: boolean;
  /** The recording that these files were known as. */
  readonly wasRecordingId: number | null;
  /** The book that they were fetched for: then nobody guesses. */
  readonly bookId: number | null;
}

/**
 * Writes a read item with its book and recording. The caller holds the catalog's lock, and refreshes the search text
 * of the books afterwards.
 */
export async function recordItem(
  tx: Tx,
  libraryId: number,
  { record, description }: ReadItem,
  { now, isNew, wasRecordingId, bookId }: RecordOptions,
): Promise<RecordedItem> {
  const entered =
    description === null
      ? null
      : await enterRecording(tx, description, now, { recordingId: wasRecordingId, bookId });
  const recordingId = entered?.recordingId ?? null;
  const itemId = await writeItem(tx, { ...record, libraryId, recordingId }, isNew);
  return { itemId, bookId: entered?.bookId ?? null, recordingId };
}
