-- duplicates --------------------------------------------------------------------------------------------

drop table duplicate_member;
drop table duplicate_group;

-- integrity ---------------------------------------------------------------------------------------------

drop table item_check;

-- knowing -----------------------------------------------------------------------------------------------

drop trigger refresh_books_of_gone on library_item;
drop function refresh_books_of_gone_items;
drop trigger refresh_books_of_changed on library_item;
drop function refresh_books_of_changed_items;
drop function refresh_books;
alter table book
  drop column completeness,
  drop column missing,
  drop column library_ids,
  drop column card,
  drop column search_words;
create index book_search_trgm on book using gin (search_text gin_trgm_ops);

-- reorganising ------------------------------------------------------------------------------------------

drop table reorganised_item;
drop table reorganisation;

-- metadata ----------------------------------------------------------------------------------------------

drop table field_change;
drop table change_set;
alter table recording drop column dramatised;

-- scanning ----------------------------------------------------------------------------------------------

drop index audio_file_size;
drop index audio_file_inode;
drop index library_item_folder;
alter table library_item
  drop column chapter_source,
  drop column playing_order,
  drop column order_evidence,
  drop column cover_key,
  drop column folder;
alter table library
  drop column root_device,
  drop column vanished_accepted,
  drop column vanished_at,
  drop column vanished_count,
  drop column watch_state,
  drop column watch,
  drop column source_order;

-- tasks -------------------------------------------------------------------------------------------------

alter table task
  drop column progress_detail,
  drop column cancel_requested_at;
update task set state = 'failed', error = 'It was cancelled.' where state = 'cancelled';
alter table task
  drop constraint task_state_check,
  add constraint task_state_check check (state in ('queued', 'running', 'succeeded', 'failed'));
delete from task where kind in ('check_library', 'check_library_item', 'find_duplicates', 'plan_reorganisation', 'carry_out_reorganisation', 'undo_reorganisation', 'scan_places');
alter table task
  drop constraint task_kind_check,
  add constraint task_kind_check check (
    kind in ('scan_library', 'search_wanted_book', 'create_backup', 'verify_backup')
  );
