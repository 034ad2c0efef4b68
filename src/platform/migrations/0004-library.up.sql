-- tasks -------------------------------------------------------------------------------------------------

alter table task
  drop constraint task_kind_check,
  add constraint task_kind_check check (
    kind in (
      'scan_library', 'search_wanted_book', 'create_backup', 'verify_backup',
      'check_library', 'find_duplicates', 'reorganise_library', 'undo_reorganisation'
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
  -- So many items were gone at once that a person must say whether they are; none of them is marked.
  add column vanished_count integer not null default 0,
  add column vanished_at timestamptz;

alter table library_item
  -- The folder that was walked: several books may lie in one, and each is an item with a path of its own.
  add column folder text,
  -- How the playing order was found, and what is doubtful about it.
  add column order_evidence jsonb,
  -- A person's playing order: paths of files. Null: as it was found.
  add column playing_order text[],
  -- Running times of its files in whole seconds, in order: equal for two copies of one recording.
  add column fingerprint text;
create index library_item_folder on library_item (library_id, folder);
create index library_item_fingerprint on library_item (fingerprint) where fingerprint is not null and missing_since is null;
-- A file that was moved is known again by it.
create index audio_file_inode on audio_file (inode);

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
  at timestamptz not null default now()
);
create index change_set_at on change_set (at);
create index change_set_user_id on change_set (user_id) where user_id is not null;
create index change_set_undoes_id on change_set (undoes_id) where undoes_id is not null;

-- One field of one book or recording; what was entered for the first time leaves none.
create table field_change (
  id bigint generated always as identity primary key,
  change_set_id bigint not null references change_set on delete cascade,
  book_id bigint references book on delete cascade,
  recording_id bigint references recording on delete cascade,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  old_provenance jsonb,
  new_provenance jsonb,
  check (num_nonnulls(book_id, recording_id) = 1)
);
create index field_change_change_set_id on field_change (change_set_id);
create index field_change_book_id on field_change (book_id, id) where book_id is not null;
create index field_change_recording_id on field_change (recording_id, id) where recording_id is not null;

-- knowing -----------------------------------------------------------------------------------------------
