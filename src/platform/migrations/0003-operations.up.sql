-- processes ---------------------------------------------------------------------------------------------

-- Who works on this database now: each process writes when it was last there.
create table process (
  id bigint generated always as identity primary key,
  role text not null check (role in ('all', 'web', 'worker')),
  host text not null,
  pid integer not null,
  version text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
create index process_seen_at on process (seen_at);

-- backups -----------------------------------------------------------------------------------------------

create table backup (
  id bigint generated always as identity primary key,
  -- The file, in the folder or the bucket.
  name text not null unique,
  place text not null check (place in ('folder', 's3')),
  -- Where the file is: a path of this machine or an s3:// address.
  path text not null,
  origin text not null check (origin in ('schedule', 'manual', 'safety')),
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  has_secrets boolean not null default false,
  program_version text not null,
  size_bytes bigint,
  row_count bigint,
  sha256 text,
  error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  verified_at timestamptz,
  verification text check (verification in ('passed', 'failed')),
  -- [{name, ok, detail}]
  verification_checks jsonb
);
create index backup_created_at on backup (created_at);

alter table task
  drop constraint task_kind_check,
  add constraint task_kind_check check (
    kind in ('scan_library', 'search_wanted_book', 'create_backup', 'verify_backup')
  );


-- indexes -----------------------------------------------------------------------------------------------

-- Where a parent goes, its children are looked for: without an index by reading all of them, for each parent.
create index wanted_book_library_id on wanted_book (library_id) where library_id is not null;
create index wanted_book_library_item_id on wanted_book (library_item_id) where library_item_id is not null;
create index release_indexer_id on release (indexer_id) where indexer_id is not null;
create index download_search_id on download (search_id) where search_id is not null;
create index download_release_id on download (release_id) where release_id is not null;
create index download_client_id on download (client_id) where client_id is not null;
create index import_download_id on import (download_id);
create index import_library_id on import (library_id) where library_id is not null;
create index import_library_item_id on import (library_item_id) where library_item_id is not null;

-- What a list is filtered by, in the order of the list; what is looked for is rare.
create index wanted_book_state on wanted_book (state, id);
create index import_state on import (state, id);
create index task_state on task (state, id);
create index audit_entry_refused on audit_entry (id) where outcome = 'refused';
create index library_item_faulty on library_item (sort_key, id) where faults <> '[]';
create index app_user_order on app_user (name_key collate "C");
-- The figures of a library: its items need not be read for them.
create index library_item_totals on library_item (library_id) include (duration_seconds) where missing_since is null;
