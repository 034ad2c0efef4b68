drop index library_item_totals;
drop index app_user_order;
drop index library_item_faulty;
drop index audit_entry_refused;
drop index task_state;
drop index import_state;
drop index wanted_book_state;
drop index import_library_item_id;
drop index import_library_id;
drop index import_download_id;
drop index download_client_id;
drop index download_release_id;
drop index download_search_id;
drop index release_indexer_id;
drop index wanted_book_library_item_id;
drop index wanted_book_library_id;

delete from task where kind in ('create_backup', 'verify_backup');
alter table task
  drop constraint task_kind_check,
  add constraint task_kind_check check (kind in ('scan_library', 'search_wanted_book'));

drop table backup;
drop table process;
