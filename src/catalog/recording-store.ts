import { sql } from 'kysely';
import { personKey } from '../base/text.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { jsonRows } from '../platform/json-rows.ts';
import { enterNamed } from './enter-named.ts';
import { forgetLinks, type LinkOwner } from './forget-links.ts';
import { type FieldWrites, Provenance } from './provenance.ts';

/** The fields of a recording that have a provenance each. */
export type RecordingFields = {
  readonly language: string | null;
  readonly abridged: boolean | null;
  readonly dramatised: boolean | null;
  readonly durationSeconds: number | null;
  readonly publisher: string | null;
  readonly asin: string | null;
  readonly isbn: string | null;
};

export const NO_RECORDING_FIELDS: RecordingFields = {
  language: null,
  abridged: null,
  dramatised: null,
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
  { values, provenance }: FieldWrites<RecordingFields>,
): Promise<void> {
  if (Object.keys(provenance).length === 0 && Object.keys(values).length === 0) return;
  await tx
    .updateTable('recording')
    .set({
      ...columnsOf(values),
      provenance: sql`jsonb_strip_nulls(provenance || ${JSON.stringify(provenance)}::jsonb)`,
    })
    .where('id', '=', id)
    .execute();
}

/** Puts a recording into another book. */
export async function moveRecording(tx: Tx, id: number, bookId: number): Promise<void> {
  await tx.updateTable('recording').set({ book_id: bookId }).where('id', '=', id).execute();
}

export async function deleteRecording(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('recording').where('id', '=', id).execute();
}

export async function setNarrators(tx: Tx, recordingId: number, names: readonly string[]): Promise<void> {
  await tx.deleteFrom('recording_narrator').where('recording_id', '=', recordingId).execute();
  await addNarrators(tx, recordingId, names);
}

/** Of a recording that has none yet. */
export async function addNarrators(tx: Tx, recordingId: number, names: readonly string[]): Promise<void> {
  const ids = await enterNarrators(tx, names);
  if (ids.size === 0) return;
  const links = [...ids.values()].map((id, place) => ({ recording_id: recordingId, narrator_id: id, place }));
  await tx.insertInto('recording_narrator').values(links).execute();
}

/** The ids of these narrators by `narratorKey`, in the order of the names; those that are new are made. */
export function enterNarrators(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const table = {
    find: (keys: readonly string[]) =>
      tx
        .selectFrom('narrator')
        .select(['id', 'name_key'])
        .where(sql<boolean>`name_key = any(${keys}::text[])`)
        .execute(),
    insert: async (rows: readonly object[]) => {
      await sql`insert into narrator (name, name_key)
        select * from json_to_recordset(${jsonRows(rows)}::json) as new (name text, name_key text)
        on conflict do nothing`.execute(tx);
    },
  };
  return enterNamed(
    table,
    names.map((name) => ({ name, name_key: narratorKey(name) })),
  );
}

export async function recordingsOfBooks(
  db: Database,
  bookIds: readonly number[],
): Promise<readonly StoredRecording[]> {
  return bookIds.length === 0 ? [] : select(db, sql<boolean>`recording.book_id = any(${bookIds}::bigint[])`);
}

export async function recordingsOfBook(db: Database, bookId: number): Promise<readonly StoredRecording[]> {
  return select(db, sql<boolean>`recording.book_id = ${bookId}`);
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
      'dramatised',
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
      dramatised: row.dramatised,
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
    ...(fields.dramatised === undefined ? {} : { dramatised: fields.dramatised }),
    ...(fields.durationSeconds === undefined ? {} : { duration_seconds: fields.durationSeconds }),
    ...(fields.publisher === undefined ? {} : { publisher: fields.publisher }),
    ...(fields.asin === undefined ? {} : { asin: fields.asin }),
    ...(fields.isbn === undefined ? {} : { isbn: fields.isbn }),
  };
}

/** A recording with its number, as many are written at once. */
export interface RecordingWrite {
  readonly id: number | null;
  readonly bookId: number | null;
  readonly fields: RecordingFields;
  readonly provenance: Provenance;
}

const RECORDING_TYPES = sql`(id bigint, book_id bigint, language text, abridged boolean, dramatised boolean,
  duration_seconds double precision, publisher text, asin text, isbn text, provenance jsonb)`;

/** New ones, without narrators. */
export async function insertRecordings(tx: Tx, recordings: readonly RecordingWrite[]): Promise<void> {
  if (recordings.length === 0) return;
  await sql`
    insert into recording (id, book_id, language, abridged, dramatised, duration_seconds, publisher, asin, isbn,
      provenance)
    overriding system value
    select * from json_to_recordset(${jsonRows(recordings.map(recordingRow))}::json) as new ${RECORDING_TYPES}`.execute(
    tx,
  );
}

/** All fields that a scan reads, and the provenance. */
export async function updateRecordings(tx: Tx, recordings: readonly RecordingWrite[]): Promise<void> {
  if (recordings.length === 0) return;
  await sql`
    update recording set language = new.language, abridged = new.abridged, dramatised = new.dramatised,
      duration_seconds = new.duration_seconds, publisher = new.publisher, asin = new.asin, isbn = new.isbn, provenance = new.provenance
    from json_to_recordset(${jsonRows(recordings.map(recordingRow))}::json) as new ${RECORDING_TYPES}
    where recording.id = new.id`.execute(tx);
}

function recordingRow({ id, bookId, fields, provenance }: RecordingWrite) {
  return {
    id,
    book_id: bookId,
    language: fields.language,
    abridged: fields.abridged,
    dramatised: fields.dramatised,
    duration_seconds: fields.durationSeconds,
    publisher: fields.publisher,
    asin: fields.asin,
    isbn: fields.isbn,
    provenance,
  };
}

/** The narrators of recordings, in order, in the place of those that they had. */
export async function replaceNarrators(
  tx: Tx,
  recordings: readonly (LinkOwner & { readonly narrators: readonly string[] })[],
): Promise<void> {
  if (recordings.length === 0) return;
  await forgetLinks(tx, 'recording_narrator', recordings);
  const ids = await enterNarrators(
    tx,
    recordings.flatMap(({ narrators }) => narrators),
  );
  const links = recordings.flatMap(({ id, narrators }) =>
    narrators.map((name, place) => ({ recording_id: id, narrator_id: ids.get(narratorKey(name)), place })),
  );
  if (links.length === 0) return;
  await sql`insert into recording_narrator (recording_id, narrator_id, place)
    select * from json_to_recordset(${jsonRows(links)}::json)
    as new (recording_id bigint, narrator_id bigint, place integer)`.execute(tx);
}
