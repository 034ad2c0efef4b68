-- tasks -------------------------------------------------------------------------------------------------

alter table task
  drop constraint task_kind_check,
  add constraint task_kind_check check (
    kind in (
      'scan_library', 'search_wanted_book', 'create_backup', 'verify_backup',
      'check_library', 'find_duplicates', 'plan_reorganisation', 'carry_out_reorganisation', 'undo_reorganisation'
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
