import { sql } from 'kysely';
import { personKey } from '../base/text.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { type FieldChanges, Provenance } from './provenance.ts';

/** The fields of a recording that have a provenance each. */
export type RecordingFields = {
  readonly language: string | null;
  readonly abridged: boolean | null;
  readonly durationSeconds: number | null;
  readonly publisher: string | null;
  readonly asin: string | null;
  readonly isbn: string | null;
};

export const NO_RECORDING_FIELDS: RecordingFields = {
  language: null,
  abridged: null,
  durationSeconds: null,
  publisher: null,
  asin: null,
  isbn: null,
};

export interface StoredRecording {
  readonly id: number;
  readonly bookId: number;
  readonly fields: RecordingFields;
  readonly provenance: Provenance;
  readonly narrators: readonly string[];
  /** Folded, sorted. */
  readonly narratorKeys: readonly string[];
}

export async function insertRecording(
  tx: Tx,
  bookId: number,
  fields: RecordingFields,
  provenance: Provenance,
): Promise<number> {
  const { id } = await tx
    .insertInto('recording')
    .values({ book_id: bookId, ...columnsOf(fields), provenance: json(provenance) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateRecording(
  tx: Tx,
  id: number,
  { values, provenance }: FieldChanges<RecordingFields>,
): Promise<void> {
  if (Object.keys(provenance).length === 0) return;
  await tx
    .updateTable('recording')
    .set({ ...columnsOf(values), provenance: sql`provenance || ${JSON.stringify(provenance)}::jsonb` })
    .where('id', '=', id)
    .execute();
}

export async function setNarrators(tx: Tx, recordingId: number, names: readonly string[]): Promise<void> {
  await tx.deleteFrom('recording_narrator').where('recording_id', '=', recordingId).execute();
  await addNarrators(tx, recordingId, names);
}

/** Of a recording that has none yet. */
export async function addNarrators(tx: Tx, recordingId: number, names: readonly string[]): Promise<void> {
  const byKey = new Map(names.map((name) => [narratorKey(name), name]));
  if (byKey.size === 0) return;
  const rows = await tx
    .insertInto('narrator')
    .values([...byKey].map(([name_key, name]) => ({ name_key, name })))
    .onConflict((conflict) =>
      conflict.column('name_key').doUpdateSet((set) => ({ name_key: set.ref('narrator.name_key') })),
    )
    .returning(['id', 'name_key'])
    .execute();
  const ids = new Map(rows.map(({ name_key, id }) => [name_key, id]));
  const links = [...byKey.keys()].flatMap((key, place) => {
    const id = ids.get(key);
    return id === undefined ? [] : [{ recording_id: recordingId, narrator_id: id, place }];
  });
  await tx.insertInto('recording_narrator').values(links).execute();
}

export async function recordingsOfBook(db: Database, bookId: number): Promise<readonly StoredRecording[]> {
  return select(db, sql<boolean>`recording.book_id = ${bookId}`);
}

export async function readRecording(db: Database, id: number): Promise<StoredRecording | null> {
  const [recording] = await select(db, sql<boolean>`recording.id = ${id}`);
  return recording ?? null;
}

export function narratorKey(name: string): string {
  return personKey(name) || name;
}

async function select(
  db: Database,
  condition: ReturnType<typeof sql<boolean>>,
): Promise<readonly StoredRecording[]> {
  const rows = await db
    .selectFrom('recording')
    .select([
      'id',
      'book_id',
      'language',
      'abridged',
      'duration_seconds',
      'publisher',
      'asin',
      'isbn',
      'provenance',
    ])
    .select([
      sql<string[]>`array(
        select name from recording_narrator join narrator on narrator.id = narrator_id
        where recording_id = recording.id order by place
      )`.as('narrators'),
      sql<string[]>`array(
        select name_key from recording_narrator join narrator on narrator.id = narrator_id
        where recording_id = recording.id order by name_key collate "C"
      )`.as('narrator_keys'),
    ])
    .where(condition)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    bookId: row.book_id,
    fields: {
      language: row.language,
      abridged: row.abridged,
      durationSeconds: row.duration_seconds,
      publisher: row.publisher,
      asin: row.asin,
      isbn: row.isbn,
    },
    provenance: Provenance.parse(row.provenance),
    narrators: row.narrators,
    narratorKeys: row.narrator_keys,
  }));
}

function columnsOf(fields: Partial<RecordingFields>) {
  return {
    ...(fields.language === undefined ? {} : { language: fields.language }),
    ...(fields.abridged === undefined ? {} : { abridged: fields.abridged }),
    ...(fields.durationSeconds === undefined ? {} : { duration_seconds: fields.durationSeconds }),
    ...(fields.publisher === undefined ? {} : { publisher: fields.publisher }),
    ...(fields.asin === undefined ? {} : { asin: fields.asin }),
    ...(fields.isbn === undefined ? {} : { isbn: fields.isbn }),
  };
}
