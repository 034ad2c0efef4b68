import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import {
  type AudioPart,
  type Came,
  growthOf,
  type ItemPart,
  type LongItem,
  type Person,
  type Statistics,
  type Totals,
} from './statistics.ts';

/** How many authors, narrators, long and short books are named. */
const NAMED = 10;

/** Below which bitrates, in kbit/s, a class ends: what is common is within one, as 64 in "48 to 79". */
const BITRATE_ENDS = [48, 80, 112, 160, 256];

const BITRATE_NAMES = BITRATE_ENDS.map((end, at) =>
  at === 0 ? `under ${end} kbit/s` : `${BITRATE_ENDS[at - 1]} to ${end - 1} kbit/s`,
).concat(`${BITRATE_ENDS.at(-1)} kbit/s and more`);

/** Items whose files are there. */
const PRESENT = sql`library_item where missing_since is null`;

/** Reads all of the tables from end to end, which takes seconds of a large library: to be kept for a while. */
export async function readStatistics(db: Database, now: Date): Promise<Statistics> {
  // One after the other: others need connections, too.
  const totals = await readTotals(db);
  const audio = await readAudio(db);
  return {
    totals: { ...totals, files: audio.reduce((sum, { files }) => sum + files, 0) },
    codecs: added(audio, ({ codec }) => codec),
    bitrates: added(
      [...audio].sort((a, b) => (a.bitrate ?? -1) - (b.bitrate ?? -1)),
      ({ bitrate }) => (bitrate === null ? null : (BITRATE_NAMES[bitrate] ?? null)),
    ),
    languages: await readLanguages(db),
    growth: growthOf(await readCame(db), now),
    topAuthors: await readTop(
      db,
      sql`join book_author using (book_id) join author as person on person.id = author_id`,
    ),
    topNarrators: await readTop(
      db,
      sql`join recording_narrator on recording_narrator.recording_id = owned.recording_id
        join narrator as person on person.id = narrator_id`,
    ),
    longest: await readByLength(db, sql`desc`),
    shortest: await readByLength(db, sql`asc`),
  };
}

async function readTotals(db: Database): Promise<Omit<Totals, 'files'>> {
  const { rows } = await sql<Omit<Totals, 'files'>>`
    with owned as (select id from book where library_ids <> '{}')
    select
      (select count(*) from owned) as books,
      (select count(distinct author_id) from owned join book_author on book_id = owned.id) as authors,
      (select count(distinct series_id) from owned join book_series on book_id = owned.id) as series,
      (select count(distinct narrator_id) from owned join recording on book_id = owned.id
        join recording_narrator on recording_id = recording.id) as narrators,
      count(*) as items, coalesce(sum(duration_seconds), 0) as seconds, coalesce(sum(size_bytes), 0)::bigint as bytes
    from ${PRESENT}`.execute(db);
  const [totals] = rows;
  if (totals === undefined) throw new Error('A count has no row');
  return totals;
}

interface Audio extends Omit<AudioPart, 'name'> {
  readonly codec: string | null;
  /** The number of the class. */
  readonly bitrate: number | null;
}

async function readAudio(db: Database): Promise<readonly Audio[]> {
  const { rows } = await sql<Audio>`
    select codec, width_bucket(bitrate_kbps, ${BITRATE_ENDS}::integer[]) as bitrate, count(*) as files,
      coalesce(sum(audio_file.duration_seconds), 0) as seconds, sum(audio_file.size_bytes)::bigint as bytes
    from audio_file join (select id from ${PRESENT}) as present on present.id = library_item_id
    group by 1, 2 order by seconds desc`.execute(db);
  return rows;
}

/** The same by one of both, in the order in which they first come. */
function added(audio: readonly Audio[], nameOf: (each: Audio) => string | null): readonly AudioPart[] {
  return [...Map.groupBy(audio, nameOf)].map(([name, parts]) =>
    parts.reduce(
      (sum, { files, seconds, bytes }) => ({
        name,
        files: sum.files + files,
        seconds: sum.seconds + seconds,
        bytes: sum.bytes + bytes,
      }),
      { name, files: 0, seconds: 0, bytes: 0 },
    ),
  );
}

async function readLanguages(db: Database): Promise<readonly ItemPart[]> {
  const { rows } = await sql<ItemPart>`
    select language as name, count(*) as items, coalesce(sum(present.duration_seconds), 0) as seconds
    from (select recording_id, duration_seconds from ${PRESENT}) as present
    left join recording on recording.id = recording_id
    group by 1 order by items desc, name`.execute(db);
  return rows;
}

async function readCame(db: Database): Promise<readonly Came[]> {
  const { rows } = await sql<Came>`
    select to_char(added_at at time zone 'UTC', 'YYYY-MM') as month, count(*) as items,
      coalesce(sum(duration_seconds), 0) as seconds, coalesce(sum(size_bytes), 0)::bigint as bytes
    from ${PRESENT} group by 1 order by 1`.execute(db);
  return rows;
}

/** The people of whom there is most to hear; `join` brings them in, as `person`. */
async function readTop(db: Database, join: RawBuilder<unknown>): Promise<readonly Person[]> {
  const { rows } = await sql<Person>`
    with owned as (
      select recording.id as recording_id, book_id, sum(present.duration_seconds) as seconds
      from (select recording_id, duration_seconds from ${PRESENT}) as present
      join recording on recording.id = present.recording_id
      group by recording.id
    )
    select person.id, person.name, count(distinct book_id) as books, coalesce(sum(seconds), 0) as seconds
    from owned ${join}
    group by person.id order by seconds desc, person.id limit ${NAMED}`.execute(db);
  return rows;
}

async function readByLength(db: Database, direction: RawBuilder<unknown>): Promise<readonly LongItem[]> {
  const { rows } = await sql<LongItem>`
    select book.id as "bookId", title, present.duration_seconds as seconds
    from (
      select recording_id, duration_seconds from ${PRESENT} and duration_seconds > 0 and recording_id is not null
      order by duration_seconds ${direction}, id limit ${NAMED}
    ) as present
    join recording on recording.id = present.recording_id
    join book on book.id = book_id
    order by present.duration_seconds ${direction}, book.id`.execute(db);
  return rows;
}
