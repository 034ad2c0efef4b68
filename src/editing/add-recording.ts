import type { RecordingValues } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { type Provenance, personsChanges } from '../catalog/provenance.ts';
import { type Described, readRecordingValues } from '../catalog/read-values.ts';
import {
  insertRecording,
  NO_RECORDING_FIELDS,
  type RecordingFields,
  setNarrators,
} from '../catalog/recording-store.ts';
import type { Tx } from '../platform/database.ts';
import { EXISTS } from './subject.ts';

export type RecordingInput = Partial<Omit<RecordingFields, 'durationSeconds'>> & {
  readonly narrators?: readonly string[];
};

/** Adds a recording to a book by hand. Answers the change that tells so, for the history. */
export function addRecording(
  tx: Tx,
  bookId: number,
  input: RecordingInput,
  now: Date,
): Promise<AddedRecording> {
  const { narrators = [], ...fields } = input;
  const { provenance } = personsChanges(input, now);
  return insert(tx, bookId, { fields: { ...NO_RECORDING_FIELDS, ...fields }, narrators, provenance });
}

/** Adds one to a book that is as another recording is. */
export function copyRecording(
  tx: Tx,
  bookId: number,
  {
    values: { narrators, book: _, ...fields },
    provenance,
  }: Pick<Described<RecordingValues>, 'values' | 'provenance'>,
): Promise<AddedRecording> {
  return insert(tx, bookId, { fields, narrators, provenance });
}

export type AddedRecording = FieldChange & { readonly of: { readonly recordingId: number } };

async function insert(
  tx: Tx,
  bookId: number,
  {
    fields,
    narrators,
    provenance,
  }: {
    readonly fields: RecordingFields;
    readonly narrators: readonly string[];
    readonly provenance: Provenance;
  },
): Promise<AddedRecording> {
  const id = await insertRecording(tx, bookId, fields, provenance);
  await setNarrators(tx, id, narrators);
  const made = (await readRecordingValues(tx, [id])).get(id);
  if (made === undefined) throw new Error('The new recording is not there');
  return {
    of: { recordingId: id },
    field: EXISTS,
    oldValue: null,
    newValue: { values: made.values, provenance: made.provenance },
    oldProvenance: null,
    newProvenance: null,
  };
}
