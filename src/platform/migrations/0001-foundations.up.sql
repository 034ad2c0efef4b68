create extension if not exists pg_trgm;

-- access ------------------------------------------------------------------------------------------------

create table app_user (
  id bigint generated always as identity primary key,
  name text not null,
  name_key text not null unique,
  password_hash text not null,
  role text not null check (role in ('administrator', 'member', 'viewer')),
  created_at timestamptz not null default now()
);

create table session (
  token_hash bytea primary key,
  user_id bigint not null references app_user on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_user_id on session (user_id);

-- A key without a user is the program's own: from the environment, or made at the first start.
create table api_key (
  id bigint generated always as identity primary key,
  name text not null,
  key_hash bytea not null unique,
  origin text not null check (origin in ('first_start', 'environment')),
  created_at timestamptz not null default now(),
  used_at timestamptz
);

-- At most one link lives at a time.
create table setup_link (
  only_row boolean primary key default true check (only_row),
  token_hash bytea not null,
  expires_at timestamptz not null
);

-- activity ----------------------------------------------------------------------------------------------

create sequence live_event_id;

create table fact (
  id bigint generated always as identity primary key,
  kind text not null,
  sentence text not null,
  payload jsonb not null,
  wanted_id bigint,
  book_id bigint,
  library_id bigint,
  request_id text,
  at timestamptz not null default now()
);
create index fact_wanted_id on fact (wanted_id, id) where wanted_id is not null;
create index fact_at on fact (at);

create table task (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('scan_library', 'search_wanted_book')),
  subject_id bigint not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'succeeded', 'failed')),
  progress_done integer not null default 0,
  progress_total integer,
  result jsonb,
  error text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
-- Of one kind at most one task per subject is under way.
create unique index task_under_way on task (kind, subject_id) where state in ('queued', 'running');
create index task_subject on task (kind, subject_id, id);

-- catalog -----------------------------------------------------------------------------------------------

create table author (
  id bigint generated always as identity primary key,
  name text not null,
  name_key text not null unique,
  sort_key text collate "C" not null,
  created_at timestamptz not null default now()
);
create index author_sort on author (sort_key, id);
create index author_name_trgm on author using gin (name_key gin_trgm_ops);

create table narrator (
  id bigint generated always as identity primary key,
  name text not null,
  name_key text not null unique
);

create table series (
  id bigint generated always as identity primary key,
  name text not null,
  name_key text not null,
  sort_key text collate "C" not null,
  created_at timestamptz not null default now()
);
create index series_name_key on series (name_key);
create index series_sort on series (sort_key, id);
create index series_name_trgm on series using gin (name_key gin_trgm_ops);

create table book (
  id bigint generated always as identity primary key,
  title text not null check (title <> ''),
  subtitle text,
  title_key text not null,
  subtitle_key text,
  sort_key text collate "C" not null,
  author_sort_key text collate "C" not null default '',
  published_date date,
  published_year integer,
  description text,
  -- Folded words of title, subtitle, authors, narrators and series, for searching.
  search_text text not null default '',
  -- field -> {source, at, locked}
  provenance jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index book_title_key on book (title_key);
create index book_sort on book (sort_key, id);
create index book_author_sort on book (author_sort_key, sort_key, id);
create index book_created on book (created_at, id);
create index book_search_trgm on book using gin (search_text gin_trgm_ops);

create table book_author (
  book_id bigint not null references book on delete cascade,
  author_id bigint not null references author,
  place integer not null,
  primary key (book_id, author_id)
);
create index book_author_author_id on book_author (author_id);

create table book_series (
  book_id bigint not null references book on delete cascade,
  series_id bigint not null references series,
  position text,
  position_sort double precision,
  primary key (book_id, series_id)
);
create index book_series_series_id on book_series (series_id, position_sort);

create table recording (
  id bigint generated always as identity primary key,
  book_id bigint not null references book on delete cascade,
  language text,
  abridged boolean,
  duration_seconds double precision,
  publisher text,
  asin text,
  isbn text,
  provenance jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index recording_book_id on recording (book_id);
create index recording_asin on recording (asin) where asin is not null;

create table recording_narrator (
  recording_id bigint not null references recording on delete cascade,
  narrator_id bigint not null references narrator,
  place integer not null,
  primary key (recording_id, narrator_id)
);
create index recording_narrator_narrator_id on recording_narrator (narrator_id);

-- library -----------------------------------------------------------------------------------------------

create table library (
  id bigint generated always as identity primary key,
  name text not null,
  path text not null unique,
  naming_template text,
  created_at timestamptz not null default now()
);

create table library_item (
  id bigint generated always as identity primary key,
  library_id bigint not null references library on delete cascade,
  path text not null,
  sort_key text collate "C" not null,
  recording_id bigint references recording on delete set null,
  duration_seconds double precision,
  size_bytes bigint not null default 0,
  -- Of names, sizes, times and inodes of its files: equal means nothing is to be read.
  signature text not null,
  -- Relative to the library; null with has_embedded_cover: the cover is in the first file.
  cover_file text,
  has_embedded_cover boolean not null default false,
  chapters jsonb not null default '[]',
  faults jsonb not null default '[]',
  added_at timestamptz not null default now(),
  scanned_at timestamptz not null default now(),
  -- Its files were not there at the last scan.
  missing_since timestamptz,
  unique (library_id, path)
);
create index library_item_sort on library_item (library_id, sort_key, id);
create index library_item_order on library_item (sort_key, id);
create index library_item_recording_id on library_item (recording_id);

create table audio_file (
  id bigint generated always as identity primary key,
  library_item_id bigint not null references library_item on delete cascade,
  path text not null,
  place integer not null,
  disc integer,
  track integer,
  duration_seconds double precision,
  codec text,
  bitrate_kbps integer,
  size_bytes bigint not null,
  modified_at_ms double precision not null,
  inode text not null,
  fault text
);
create index audio_file_library_item_id on audio_file (library_item_id, place);

-- indexers and download clients -------------------------------------------------------------------------

create table indexer (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('torznab')),
  name text not null,
  url text not null,
  api_key_encrypted bytea,
  enabled boolean not null default true,
  last_error text,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);

create table download_client (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('qbittorrent')),
  name text not null,
  url text not null,
  username text not null default '',
  password_encrypted bytea,
  category text not null default 'audiobooks',
  path_mappings jsonb not null default '[]',
  enabled boolean not null default true,
  from_environment boolean not null default false,
  last_error text,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index download_client_from_environment on download_client (kind) where from_environment;

-- wanted ------------------------------------------------------------------------------------------------

create table wanted_book (
  id bigint generated always as identity primary key,
  book_id bigint not null references book,
  narrators text[] not null default '{}',
  language text,
  asin text,
  library_id bigint references library on delete set null,
  state text not null default 'wanted' check (
    state in ('wanted', 'searching', 'downloading', 'importing', 'owned', 'needs_person', 'gave_up')
  ),
  reason text,
  requested_by bigint references app_user on delete set null,
  library_item_id bigint references library_item on delete set null,
  searched_at timestamptz,
  next_search_at timestamptz,
  fruitless_searches integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- A book is wanted once at a time.
create unique index wanted_book_open on wanted_book (book_id) where state not in ('owned', 'gave_up');
create index wanted_book_due on wanted_book (next_search_at) where state = 'wanted';
create index wanted_book_book_id on wanted_book (book_id);

create table search (
  id bigint generated always as identity primary key,
  wanted_book_id bigint references wanted_book on delete cascade,
  sought jsonb not null,
  outcome text,
  indexers jsonb not null default '[]',
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
create index search_wanted_book_id on search (wanted_book_id, id);

create table release (
  id bigint generated always as identity primary key,
  search_id bigint not null references search on delete cascade,
  indexer_id bigint references indexer on delete set null,
  indexer_name text not null,
  title text not null,
  -- May hold the indexer's key.
  download_url_encrypted bytea not null,
  info_url text,
  size_bytes bigint,
  seeders integer,
  leechers integer,
  published_at timestamptz,
  categories integer[] not null default '{}',
  parsed jsonb not null,
  accepted boolean not null,
  reasons jsonb not null,
  score double precision not null,
  score_parts jsonb not null,
  -- In the order of the ranking, best first.
  place integer not null,
  chosen_at timestamptz,
  failure text
);
create unique index release_search_id on release (search_id, place);

create table download (
  id bigint generated always as identity primary key,
  wanted_book_id bigint references wanted_book on delete cascade,
  search_id bigint references search on delete set null,
  release_id bigint references release on delete set null,
  client_id bigint references download_client on delete set null,
  title text not null,
  infohash text,
  state text not null default 'queued' check (
    state in ('queued', 'downloading', 'completed', 'imported', 'failed', 'removed')
  ),
  client_state text,
  progress double precision not null default 0,
  size_bytes bigint,
  speed_bytes_per_second bigint,
  eta_seconds bigint,
  content_path text,
  error text,
  created_at timestamptz not null default now(),
  handed_over_at timestamptz,
  completed_at timestamptz
);
create index download_wanted_book_id on download (wanted_book_id, id);
create index download_active on download (client_id, infohash) where state in ('queued', 'downloading', 'completed');
-- One want takes one release at a time.
create unique index download_open on download (wanted_book_id) where state in ('queued', 'downloading', 'completed');

-- imports -----------------------------------------------------------------------------------------------

create table import (
  id bigint generated always as identity primary key,
  download_id bigint not null references download on delete cascade,
  wanted_book_id bigint references wanted_book on delete set null,
  library_id bigint references library on delete set null,
  title text not null,
  state text not null default 'running' check (state in ('running', 'held', 'imported', 'failed', 'rejected')),
  -- A person said: import it whatever was found.
  by_hand boolean not null default false,
  reasons jsonb not null default '[]',
  source_path text,
  target_path text,
  transfer text check (transfer in ('hardlink', 'copy')),
  transfer_reason text,
  files jsonb not null default '[]',
  -- How far it came: planned -> staged -> placed -> recorded.
  step text not null default 'planned' check (step in ('planned', 'staged', 'placed', 'recorded')),
  library_item_id bigint references library_item on delete set null,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index import_wanted_book_id on import (wanted_book_id, id);
create unique index import_open on import (download_id) where state in ('running', 'held', 'failed');
