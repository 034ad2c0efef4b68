import { sql } from 'kysely';
import type { Database } from '../../src/platform/database.ts';
import type { ParsedRelease } from '../../src/releases/parsed-release.ts';

export const BOOKS = 100_000;

/** 100,000 books by 20,000 authors, every third in a series, read by 2,000 narrators; all but every twentieth are owned, in two libraries. */
const SHELF = [
  `insert into author (name, name_key, sort_key)
   select md5(n::text), md5(n::text), n || ' author' from generate_series(1, 20000) n`,
  `insert into narrator (name, name_key) select 'Narrator ' || n, 'narrator ' || n from generate_series(1, 2000) n`,
  `insert into series (name, name_key, sort_key)
   select md5(n::text) || ' series', md5(n::text) || ' series', 'series ' || n from generate_series(1, 15000) n`,
  `insert into library (name, path) select 'Library ' || n, '/' || n from generate_series(1, 10) n`,
  `insert into book (title, title_key, sort_key, author_sort_key, search_words, library_ids, missing, completeness, created_at)
   select 'Title ' || n, md5(n::text), md5(n::text), (n % 20000 + 1) || ' author',
     array_to_tsvector(array[left(md5(n::text), 12), 'author', (n % 20000 + 1)::text, 'narrator', (n % 2000 + 1)::text]),
     case when n % 20 <> 0 then array[n % 2 + 1] else '{}' end,
     case when n % 500 = 0 then '{narrator,year}'::text[] else '{year}' end, case when n % 500 = 0 then 75 else 90 end,
     now() - n * interval '1 minute'
   from generate_series(1, ${BOOKS}) n`,
  `insert into book_author (book_id, author_id, place) select id, id % 20000 + 1, 0 from book`,
  `insert into book_series (book_id, series_id, position, position_sort)
   select id, id % 15000 + 1, (id / 15000)::text, id / 15000 from book where id % 3 = 0`,
  `insert into recording (book_id, duration_seconds) select id, 1000 from book`,
  `insert into recording_narrator (recording_id, narrator_id, place) select id, id % 2000 + 1, 0 from recording`,
  `insert into library_item (library_id, path, sort_key, recording_id, signature, faults)
   select id % 2 + 1, 'p' || id, md5(id::text), id, 's',
     case when id % 1000 = 1 then '[{"path":"a","fault":"b"}]'::jsonb else '[]' end
   from recording where id % 20 <> 0`,
  `insert into audio_file (library_item_id, path, place, size_bytes, modified_at_ms, inode)
   select id, 'p', 0, 1, 1, '1' from library_item`,
  `insert into duplicate_group (kind, key)
   select (array['same_recording', 'two_recordings', 'omnibus'])[id % 3 + 1], id::text
   from library_item where id < 24000`,
  `insert into duplicate_member (group_id, library_item_id, place)
   select duplicate_group.id, key::bigint + off, off
   from duplicate_group cross join generate_series(0, 1) as off join library_item on library_item.id = key::bigint + off`,
  `insert into item_check (library_item_id, signature, method, findings, severity, checked_at)
   select id, 's', 'decode', case when id % 1000 = 3 then '[{"kind":"corrupt","severity":"severe","path":null,"sentence":"s"}]'::jsonb else '[]' end,
     case when id % 1000 = 3 then 'severe' end, now() from library_item`,
];

/** Mostly over, as after years: what waits for something is rare. `n` counts the rows. */
const rarely = (usual: string, ...rare: readonly string[]) =>
  `case ${rare.map((state, at) => `when n % 2000 = ${at} then '${state}'`).join(' ')} else '${usual}' end`;

/** As the rules of releases keep what a name says. */
const PARSED = JSON.stringify({
  title: 'T',
  subtitle: null,
  authors: [],
  narrators: [],
  series: [],
  year: null,
  format: null,
  formats: [],
  bitrateKbps: null,
  durationSeconds: null,
  abridged: null,
  dramatized: null,
  language: null,
  asin: null,
  isAudiobook: null,
  isCollection: false,
  volume: null,
  part: null,
} satisfies ParsedRelease);

/** Years of wanting, of users and of what happened: 20,000 wants, and as much as comes with them. */
const YEARS = [
  `insert into app_user (name, name_key, email, role)
   select 'User ' || n, 'user ' || n, 'user' || n || '@example.org', 'member' from generate_series(1, 12000) n`,
  `insert into session (token_hash, user_id, seen_at, expires_at)
   select sha256(('session' || n)::bytea), n % 12000 + 1, now(), now() + interval '1 day'
   from generate_series(1, 24000) n`,
  `insert into api_key (name, key_hash, origin, user_id)
   select 'Key ' || n, sha256(n::text::bytea), 'user', n from generate_series(1, 12000) n`,
  `insert into known_device (token_hash, user_id)
   select sha256(('device' || n)::bytea), n from generate_series(1, 12000) n`,
  `insert into indexer (kind, name, url, enabled)
   select 'torznab', 'Indexer ' || n, 'http://127.0.0.1:1', false from generate_series(1, 10) n`,
  `insert into download_client (kind, name, url, enabled)
   select 'qbittorrent', 'Client ' || n, 'http://127.0.0.1:1', false from generate_series(1, 10) n`,
  `insert into wanted_book (book_id, library_id, library_item_id, requested_by, next_search_at, state)
   select n, 1, n, n % 12000 + 1, now() + interval '1 day',
     ${rarely('owned', 'wanted', 'searching', 'downloading', 'importing', 'needs_person', 'gave_up')}
   from generate_series(1, 20000) n`,
  `insert into search (wanted_book_id, sought, finished_at)
   select n % 20000 + 1, '{"title":"T","authors":[],"narrators":[],"language":null}', now()
   from generate_series(1, 40000) n`,
  `insert into release (search_id, indexer_id, indexer_name, title, download_url_encrypted, parsed, accepted, reasons,
     score, score_parts, place)
   select n % 40000 + 1, n % 10 + 1, 'Indexer', 'R' || n, '', '${PARSED}', true, '[]', 1, '[]', n / 40000
   from generate_series(0, 79999) n`,
  `insert into download (wanted_book_id, search_id, release_id, client_id, title, infohash, state)
   select n, n, n, n % 10 + 1, 'D' || n, md5(n::text), ${rarely('imported', 'queued', 'downloading', 'completed', 'failed', 'removed')}
   from generate_series(1, 20000) n`,
  `insert into import (download_id, wanted_book_id, library_id, library_item_id, title, state)
   select n, n, 1, n, 'I' || n, ${rarely('imported', 'running', 'held', 'failed', 'rejected')}
   from generate_series(1, 20000) n`,
  `insert into task (kind, subject_id, state, finished_at)
   select 'search_wanted_book', n, ${rarely('succeeded', 'queued', 'running', 'failed')},
     case when n % 2000 in (0, 1) then null else now() end
   from generate_series(1, 20000) n`,
  `insert into fact (kind, sentence, payload, wanted_id, book_id)
   select 'BookWanted', 'A book is wanted.', '{}', n % 20000 + 1, n % 20000 + 1 from generate_series(1, 60000) n`,
  `insert into audit_entry (action, outcome, actor_kind, actor_name, user_id)
   select case when n % 6000 = 0 then 'changeIndexer' else 'wantBook' end,
     case when n % 6000 = 1 then 'refused' else 'done' end, 'user', 'User', n % 12000 + 1
   from generate_series(1, 60000) n`,
  `insert into error_group (fingerprint, name, message, place, version, last_at)
   select sha256(n::text::bytea), 'TypeError', 'x is null', 'job', '1', now() - n * interval '1 minute'
   from generate_series(1, 500) n`,
  `insert into backup (name, place, path, origin, state, program_version)
   select 'backup-' || n, 'folder', '/backups/' || n, 'schedule', 'done', '1.0.0' from generate_series(1, 30) n`,
  `insert into change_set (kind, sentence, change_count)
   select case when n % 2 = 0 then 'edit' else 'scan' end, 'Changed it', 5 from generate_series(1, 20000) n`,
  `insert into field_change (change_set_id, book_id, recording_id, field, old_value, new_value)
   select n % 20000 + 1, case when n % 2 = 0 then n end, case when n % 2 = 1 then n end,
     case when n % 2 = 0 then 'title' else 'language' end, to_jsonb('a'::text), to_jsonb('b'::text)
   from generate_series(1, 100000) n`,
  `insert into reorganisation (library_id, template, rename_files, state)
   select 1, '{Title}', false, 'done' from generate_series(1, 20) n`,
  `insert into reorganised_item (reorganisation_id, library_item_id, from_path, to_path, steps, state)
   select n % 20 + 1, n, 'a', 'b', '[]', ${rarely('moved', 'planned', 'refused', 'moving', 'failed', 'undoing', 'undone')}
   from generate_series(1, 20000) n`,
];

/** Fills a migrated, empty database as a large library looks after years; every id counts from 1. */
export async function fillLargeDatabase(database: Database): Promise<void> {
  await database.connection().execute(async (db) => {
    // Rows that fit need no check, and an index is built faster than it grows.
    await sql`set session_replication_role = replica`.execute(db);
    const { rows } = await sql<{ name: string; made: string }>`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made
      from pg_index join pg_class on pg_class.oid = indexrelid
      where indrelid = 'book'::regclass and relam = (select oid from pg_am where amname = 'gin')`.execute(db);
    for (const { name } of rows) await sql.raw(`drop index ${name}`).execute(db);
    for (const statement of [...SHELF, ...YEARS]) await sql.raw(statement).execute(db);
    for (const { made } of rows) await sql.raw(made).execute(db);
    await sql`vacuum analyze`.execute(db);
    await sql`reset session_replication_role`.execute(db);
  });
}
