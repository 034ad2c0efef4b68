import { sql } from 'kysely';
import type { Page } from '../../base/page.ts';
import type { Database } from '../../platform/database.ts';
import { readChecks } from '../integrity/check-store.ts';
import { type Advice, advise } from './advise.ts';
import type { DuplicateMember } from './duplicate-member.ts';
import { getGroup, listGroups, type StoredGroup } from './duplicate-store.ts';

export interface BrowsedGroup extends StoredGroup, Advice {
  readonly members: readonly DuplicateMember[];
}

/** A keyset page of groups, each with its members side by side and what to do about it. */
export async function browseDuplicates(
  db: Database,
  query: Parameters<typeof listGroups>[1],
): Promise<Page<BrowsedGroup>> {
  const page = await listGroups(db, query);
  return { ...page, items: await withMembers(db, page.items) };
}

/** One group. Throws NotFound. */
export async function browseDuplicate(db: Database, id: number): Promise<BrowsedGroup> {
  const group = await getGroup(db, id);
  const [browsed] = await withMembers(db, [group]);
  return browsed ?? { ...group, members: [], ...advise(group.kind, []) };
}

async function withMembers(db: Database, groups: readonly StoredGroup[]): Promise<readonly BrowsedGroup[]> {
  const members = await readMembers(
    db,
    groups.map(({ id }) => id),
  );
  return groups.map((group) => {
    const own = members.get(group.id) ?? [];
    return { ...group, members: own, ...advise(group.kind, own) };
  });
}

type Row = Omit<DuplicateMember, 'findings'> & {
  readonly group_id: number;
  readonly faults: readonly { readonly fault: string }[];
};

async function readMembers(
  db: Database,
  groupIds: readonly number[],
): Promise<ReadonlyMap<number, readonly DuplicateMember[]>> {
  if (groupIds.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select group_id, item.id, item.library_id, library.name as library_name, item.path, item.recording_id, item.duration_seconds, item.size_bytes,
      item.added_at, item.faults, missing_since is not null as is_missing,
      item.cover_file is not null or item.has_embedded_cover as has_cover,
      jsonb_array_length(item.chapters) as chapter_count,
      case when book.id is not null then json_build_object('id', book.id, 'title', book.title,
        'completeness', book.completeness) end as book,
      recording.language, recording.abridged, array(
        select name from recording_narrator join narrator on narrator.id = narrator_id
        where recording_id = recording.id order by recording_narrator.place) as narrators,
      files.*
    from duplicate_member
    join library_item as item on item.id = library_item_id
    join library on library.id = item.library_id
    left join recording on recording.id = item.recording_id
    left join book on book.id = recording.book_id
    cross join lateral (
      select count(*) as file_count, round(avg(bitrate_kbps))::integer as bitrate_kbps,
        coalesce(array_agg(distinct codec) filter (where codec is not null), '{}') as codecs,
        coalesce(json_agg(round(duration_seconds) order by audio_file.place), '[]') as file_seconds,
        md5(string_agg(concat_ws(' ', inode, audio_file.size_bytes, modified_at_ms), ',' order by audio_file.place)) as files_key
      from audio_file where library_item_id = item.id) as files
    where group_id = any(${[...groupIds]}::bigint[])
    order by group_id, duplicate_member.place`.execute(db);
  const checks = await readChecks(
    db,
    rows.map(({ id }) => id),
  );
  const members = rows.map(({ faults, ...row }) => {
    const check = checks.get(row.id);
    const found =
      check === undefined || check.isOutdated ? [] : check.findings.map(({ sentence }) => sentence);
    return { ...row, findings: [...new Set([...faults.map(({ fault }) => fault), ...found])] };
  });
  return Map.groupBy(members, ({ group_id }) => group_id);
}
