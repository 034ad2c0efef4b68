-- tasks -------------------------------------------------------------------------------------------------

alter table task
  drop constraint task_kind_check,
  add constraint task_kind_check check (
    kind in (
      'scan_library', 'scan_places', 'search_wanted_book', 'create_backup', 'verify_backup',
      'check_library', 'check_library_item', 'find_duplicates', 'plan_reorganisation', 'carry_out_reorganisation', 'undo_reorganisation'
    )
  ),
  drop constraint task_state_check,
  add constraint task_state_check check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  -- Somebody asked for its end; whoever works on it heeds that.
  add column cancel_requested_at timestamptz,
  -- How it goes, by kind: rate, time left, where it is.
  add column progress_detail jsonb;

-- scanning ----------------------------------------------------------------------------------------------

alter table library
  -- Where its metadata is taken from, most trusted first; null: the standard order.
  add column source_order text[],
  add column watch text not null default 'auto' check (watch in ('auto', 'poll', 'off')),
  -- How it is watched just now, as whoever watches it says.
  add column watch_state jsonb,
  -- So many items were gone at once that a person must say whether they are; none of them is marked.
  add column vanished_count integer not null default 0,
  add column vanished_at timestamptz,
  -- So many a person has said to be gone; the next scan marks them.
  add column vanished_accepted integer not null default 0,
  -- The disk that its folder was on at the last scan.
  add column root_device text;

alter table library_item
  -- The folder that was walked: several books may lie in one, and each is an item with a path of its own.
  add column folder text,
  -- Under which the cover that was in its first file is kept.
  add column cover_key text,
  -- How the playing order was found, and what is doubtful about it.
  add column order_evidence jsonb,
  -- A person's playing order: paths of files. Null: as it was found.
  add column playing_order text[],
  -- Whence its chapters are.
  add column chapter_source text check (chapter_source in ('embedded', 'cue', 'metadata_json', 'files'));
create index library_item_cover_key on library_item (cover_key text_pattern_ops) where cover_key is not null;
create index library_item_folder on library_item (library_id, (coalesce(folder, path)));
-- A file that was moved is known again by it.
create index audio_file_inode on audio_file (inode);
-- One that came from another disk, too.
create index audio_file_size on audio_file (size_bytes, modified_at_ms);

-- metadata ----------------------------------------------------------------------------------------------

alter table recording add column dramatised boolean;

-- What was changed together: an edit, a bulk edit, what a scan read anew, an undo.
create table change_set (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('edit', 'bulk_edit', 'scan', 'undo')),
  sentence text not null,
  user_id bigint references app_user on delete set null,
  undoes_id bigint references change_set on delete set null,
  undone_at timestamptz,
  change_count integer not null default 0,
  at timestamptz not null default now()
);
create index change_set_scan_at on change_set (at) where kind = 'scan';
create index change_set_user_id on change_set (user_id) where user_id is not null;
create index change_set_undoes_id on change_set (undoes_id) where undoes_id is not null;

-- One field of one book, recording or library item; what was entered for the first time leaves none. No foreign keys:
-- the history outlives what it is of, which an undo may bring back under its id.
create table field_change (
  id bigint generated always as identity primary key,
  change_set_id bigint not null references change_set on delete cascade,
  book_id bigint,
  recording_id bigint,
  library_item_id bigint,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  old_provenance jsonb,
  new_provenance jsonb,
  check (num_nonnulls(book_id, recording_id, library_item_id) = 1)
);
create index field_change_change_set_id on field_change (change_set_id, id);
create index field_change_book_id on field_change (book_id, id) where book_id is not null;
create index field_change_recording_id on field_change (recording_id, id) where recording_id is not null;
create index field_change_library_item_id on field_change (library_item_id, id) where library_item_id is not null;

-- reorganising ------------------------------------------------------------------------------------------

create table reorganisation (
  id bigint generated always as identity primary key,
  library_id bigint not null references library on delete cascade,
  template text not null,
  rename_files boolean not null,
  state text not null default 'planning' check (
    state in ('planning', 'planned', 'running', 'done', 'undoing', 'undone', 'failed')
  ),
  -- So many items lie as the template says, and are not in the plan.
  in_place_count integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index reorganisation_library_id on reorganisation (library_id, id);
-- Of one library at most one is worked on.
create unique index reorganisation_at_work on reorganisation (library_id) where state in ('planning', 'running', 'undoing');

-- The plan, which is also the journal.
create table reorganised_item (
  id bigint generated always as identity primary key,
  reorganisation_id bigint not null references reorganisation on delete cascade,
  library_item_id bigint references library_item on delete set null,
  from_path text not null,
  -- The folder that was walked for it, as `library_item.folder`.
  from_folder text,
  to_path text not null,
  -- [{what, from, to}] in their order, relative to the library.
  steps jsonb not null,
  state text not null check (state in ('planned', 'refused', 'moving', 'moved', 'failed', 'undoing', 'undone')),
  reason text
);
create index reorganised_item_reorganisation_id on reorganised_item (reorganisation_id, id);
create index reorganised_item_state on reorganised_item (reorganisation_id, state, id);
create index reorganised_item_library_item_id on reorganised_item (library_item_id) where library_item_id is not null;

-- knowing -----------------------------------------------------------------------------------------------

alter table book
  -- Its words, for searching.
  add column search_words tsvector not null default '',
  -- What lists show beside its own fields.
  add column card jsonb not null default
    '{"authors": [], "series": [], "narrators": [], "isbn": null, "duration_seconds": null, "cover_item_id": null}',
  -- Where files of it lie now.
  add column library_ids bigint[] not null default '{}',
  -- What it lacks, and how complete that leaves it in percent: fields and weights are those of base/completeness.ts.
  add column missing text[] not null default '{}',
  add column completeness integer not null default 100;

-- Each change is in the index at once: a list of waiting ones would be read from end to end by each search during a scan.
create index book_search_words on book using gin (search_words) with (fastupdate = off);
create index book_library_ids on book using gin (library_ids) with (fastupdate = off);
create index book_missing on book using gin (missing) with (fastupdate = off);
create index book_owned on book (sort_key, id) where library_ids <> '{}';
create index book_not_owned on book (sort_key, id) where library_ids = '{}';
create index book_completeness on book (completeness, sort_key, id);
-- It held eighty parts of words for each book. Processes of the version before search without it, slower.
drop index book_search_trgm;

-- Computes anew what is kept on the rows of these books of what lies elsewhere.
-- The indexes are right for this whatever the statistics say: those of a first scan know of no rows yet.
create function refresh_books(book_ids bigint[]) returns void language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  -- In one order, so that two of these never wait for each other.
  perform from book where id = any (book_ids) order by id for no key update;
  with fresh as materialized (
    select
      one.id,
      coalesce(people.sort_key, '') as author_sort_key,
      names.joined as search_text,
      -- Nobody types more of a word, and no index holds all of a long one.
      array_to_tsvector(array(
        select left(word, 100) from unnest(string_to_array(names.joined, ' ') || names.article) as word where word <> ''
      )) as search_words,
      jsonb_build_object(
        'authors', coalesce(people.shown, '[]'),
        'series', coalesce(places.shown, '[]'),
        'narrators', coalesce(readers.shown, '[]'),
        'isbn', editions.isbn,
        'duration_seconds', editions.duration_seconds,
        'cover_item_id', editions.cover_item_id
      ) as card,
      coalesce(editions.library_ids, '{}') as library_ids,
      lacks.fields as missing,
      100 - lacks.weight as completeness
    from book as one
    left join lateral (
      select
        jsonb_agg(jsonb_build_object('id', author.id, 'name', author.name) order by place) as shown,
        string_agg(name_key, ' ' order by place) as keys,
        (array_agg(sort_key order by place))[1] as sort_key
      from book_author join author on author.id = author_id where book_id = one.id
    ) as people on true
    left join lateral (
      select
        jsonb_agg(jsonb_build_object('id', series.id, 'name', series.name, 'position', position) order by series.id) as shown,
        string_agg(name_key, ' ' order by series.id) as keys,
        bool_or(position is null) as without_position
      from book_series join series on series.id = series_id where book_id = one.id
    ) as places on true
    left join lateral (
      select jsonb_agg(distinct narrator.name) as shown, string_agg(distinct name_key, ' ') as keys
      from recording
      join recording_narrator on recording_id = recording.id
      join narrator on narrator.id = narrator_id
      where book_id = one.id
    ) as readers on true
    left join lateral (
      select
        max(isbn) as isbn,
        max(coalesce(item.duration_seconds, recording.duration_seconds)) as duration_seconds,
        (array_agg(item.id order by item.id) filter (where cover_file is not null or has_embedded_cover))[1] as cover_item_id,
        array_agg(distinct library_id) filter (where library_id is not null) as library_ids,
        bool_or(not provenance @> '{"narrators": {"locked": true}}' and not exists (
          select from recording_narrator where recording_id = recording.id)) as without_narrator,
        bool_or(language is null and not provenance @> '{"language": {"locked": true}}') as without_language,
        bool_or(asin is null and isbn is null and not provenance @> '{"asin": {"locked": true}}'
          and not provenance @> '{"isbn": {"locked": true}}') as without_identifier,
        bool_or(chapters = '[]') as without_chapters
      from recording
      -- "offset 0": by its recording, and by no index of all items that are there.
      left join lateral (
        select * from library_item where recording_id = recording.id offset 0
      ) as item on missing_since is null
      where book_id = one.id
    ) as editions on true
    cross join lateral (
      select
        concat_ws(' ', '', one.title_key, one.subtitle_key, people.keys, places.keys, readers.keys) as joined,
        -- The key of the title is without it.
        substring(lower(one.title) from
          '^\W*(the|an?|der|die|das|ein|eine|le|la|les|un|une|el|los|las|il|lo|gli|de|het|een)\s') as article
    ) as names
    cross join lateral (
      select coalesce(array_agg(field order by place), '{}') as fields, coalesce(sum(weight), 0) as weight
      -- What a person left empty on purpose is not lacking.
      from (values
        (1, 'author', 20, people.shown is null and not one.provenance @> '{"authors": {"locked": true}}'),
        (2, 'cover', 20, editions.library_ids is not null and editions.cover_item_id is null),
        (3, 'narrator', 15, editions.without_narrator),
        (4, 'description', 15, one.description is null and not one.provenance @> '{"description": {"locked": true}}'),
        (5, 'year', 10, one.published_year is null and not one.provenance @> '{"publishedYear": {"locked": true}}'),
        (6, 'language', 5, editions.without_language),
        (7, 'series_place', 5, places.without_position and not one.provenance @> '{"series": {"locked": true}}'),
        (8, 'identifier', 5, editions.without_identifier),
        (9, 'chapters', 5, editions.without_chapters)
      ) as rule (place, field, weight, lacking)
      where lacking
    ) as lacks
    where one.id = any (book_ids)
  )
  update book set
    author_sort_key = fresh.author_sort_key,
    search_text = fresh.search_text,
    search_words = fresh.search_words,
    card = fresh.card,
    library_ids = fresh.library_ids,
    missing = fresh.missing,
    completeness = fresh.completeness
  from fresh
  where book.id = fresh.id and (
    book.author_sort_key, book.search_text, book.search_words, book.card, book.library_ids, book.missing, book.completeness
  ) is distinct from (
    fresh.author_sort_key, fresh.search_text, fresh.search_words, fresh.card, fresh.library_ids, fresh.missing, fresh.completeness
  );
end
$$;

-- Who adds an item has its book refreshed, as its names are new, too. Items change and go in many ways.
create function refresh_books_of_changed_items() returns trigger language plpgsql as $$
begin
  perform refresh_books(array(
    select distinct book_id from recording where id in (
      select unnest(array[was.recording_id, became.recording_id]) from was join became using (id)
      where (was.recording_id, was.library_id, was.missing_since is null, was.duration_seconds,
          was.cover_file is null and not was.has_embedded_cover, was.chapters = '[]')
        is distinct from (became.recording_id, became.library_id, became.missing_since is null, became.duration_seconds,
          became.cover_file is null and not became.has_embedded_cover, became.chapters = '[]'))
  ));
  return null;
end
$$;
create trigger refresh_books_of_changed after update on library_item
  referencing old table as was new table as became
  for each statement execute function refresh_books_of_changed_items();

create function refresh_books_of_gone_items() returns trigger language plpgsql as $$
begin
  perform refresh_books(array(
    select distinct book_id from recording where id in (select recording_id from was)
  ));
  return null;
end
$$;
create trigger refresh_books_of_gone after delete on library_item
  referencing old table as was
  for each statement execute function refresh_books_of_gone_items();

-- integrity ---------------------------------------------------------------------------------------------

-- The last look into the audio itself; of an item whose signature is another one by now, it is outdated.
create table item_check (
  library_item_id bigint primary key references library_item on delete cascade,
  signature text not null,
  method text not null check (method in ('decode', 'structure')),
  findings jsonb not null default '[]',
  -- Of the worst finding; null: there is none.
  severity text check (severity in ('severe', 'slight')),
  -- Since when these very files have been known to have a severe finding.
  severe_since timestamptz,
  -- An earlier look at these very files found nothing severe: the disk loses data.
  decayed boolean not null default false,
  checked_at timestamptz not null
);
create index item_check_checked_at on item_check (checked_at);
create index item_check_severity on item_check (severity, library_item_id) where severity is not null;

-- duplicates --------------------------------------------------------------------------------------------

create table duplicate_group (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('same_recording', 'two_recordings', 'omnibus')),
  -- The kind and the ids of its members: the same group keeps its id and its decision.
  key text not null unique,
  found_at timestamptz not null default now(),
  -- A person wants them all: it is shown no more.
  kept_at timestamptz,
  kept_by bigint references app_user on delete set null
);
create index duplicate_group_open on duplicate_group (kind, id) where kept_at is null;
create index duplicate_group_kept on duplicate_group (id) where kept_at is not null;
create index duplicate_group_kept_by on duplicate_group (kept_by) where kept_by is not null;

create table duplicate_member (
  group_id bigint not null references duplicate_group on delete cascade,
  library_item_id bigint not null references library_item on delete cascade,
  -- The omnibus comes first, then by id.
  place integer not null,
  primary key (group_id, library_item_id)
);
create index duplicate_member_library_item_id on duplicate_member (library_item_id);
