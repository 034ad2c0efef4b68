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

