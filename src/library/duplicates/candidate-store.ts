import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { ItemFacts } from './duplicate.ts';
import type { SeriesItem } from './find-omnibuses.ts';

/** More items of one name or size are no copies: "Unknown" by nobody. */
const LARGEST_BLOCK = 100;

/** Ids of present items that may repeat one another, in blocks within which they are to be compared. */
export async function readCandidates(db: Database): Promise<readonly (readonly number[])[]> {
  const byName = sql<{ ids: number[] }>`
    select array_agg(distinct item.id) as ids
    from library_item as item
    join recording on recording.id = item.recording_id
    join book on book.id = recording.book_id
    join book_author on book_author.book_id = book.id
    where missing_since is null and title_key <> ''
    group by title_key, author_id having count(distinct item.id) between 2 and ${LARGEST_BLOCK}`;
  const bySize = sql<{ ids: number[] }>`
    select array_agg(id) as ids from library_item where missing_since is null and size_bytes > 0
    group by size_bytes having count(*) between 2 and ${LARGEST_BLOCK}`;
  // Files of equal number that begin alike, whatever they are called. Of two numbers that are one apart, one of both
  // ways of halving makes them equal: so they are grouped, not compared each with each.
  const byRunningTimes = sql<{ ids: number[] }>`
    with listed as materialized (
      select library_item_id as id, count(*) as files,
        (array_agg(round(audio_file.duration_seconds)::integer order by place))[1:2] as beginning
      from audio_file join library_item on library_item.id = library_item_id
      where missing_since is null
      group by library_item_id having count(*) > 2 and count(*) = count(audio_file.duration_seconds))
    select array_agg(id) as ids
    from listed cross join (values (0, 0), (0, 1), (1, 0), (1, 1)) as shifted (first, second)
    group by files, first, second, (beginning[1] + first) / 2, (beginning[2] + second) / 2
    having count(*) between 2 and ${LARGEST_BLOCK}`;
  const blocks: (readonly number[])[] = [];
  for (const query of [byName, bySize, byRunningTimes])
    for (const { ids } of (await query.execute(db)).rows) blocks.push(ids);
  return blocks;
}

/** What the rules must know of these items. */
export async function readFacts(
  db: Database,
  itemIds: ReadonlySet<number>,
): Promise<ReadonlyMap<number, ItemFacts>> {
  const { rows } = await sql<ItemFacts>`
    select item.id, title_key as "titleKey", subtitle_key as "subtitleKey", language, abridged, dramatised,
      item.duration_seconds as seconds, item.size_bytes as "sizeBytes",
      array(select author_id from book_author where book_id = book.id) as "authorIds",
      array(select name_key from recording_narrator join narrator on narrator.id = narrator_id
        where recording_id = recording.id) as "narratorKeys",
      coalesce((select json_agg(json_build_object('seriesId', series_id, 'position', position))
        from book_series where book_id = book.id), '[]') as "seriesPlaces",
      coalesce((select case when bool_and(duration_seconds is not null)
        then json_agg(round(duration_seconds)::integer order by place) end
        from audio_file where library_item_id = item.id), '[]') as "fileSeconds"
    from library_item as item
    left join recording on recording.id = item.recording_id
    left join book on book.id = recording.book_id
    where item.id = any(${[...itemIds]}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The present items of each series in which one may hold several of the others. */
export async function readSeriesWithOmnibuses(db: Database): Promise<readonly (readonly SeriesItem[])[]> {
  const { rows } = await sql<{ items: readonly SeriesItem[] }>`
    select json_agg(json_build_object('id', item.id, 'position', position, 'titleKey', title_key,
      'seconds', item.duration_seconds) order by position_sort, item.id) as items
    from book_series
    join book on book.id = book_series.book_id
    join recording on recording.book_id = book.id
    join library_item as item on item.recording_id = recording.id
    where missing_since is null
    group by series_id
    having count(*) > 1 and bool_or(position is null or position !~ '^[0-9.]+$')`.execute(db);
  return rows.map(({ items }) => items);
}
