delete from task where kind in ('create_backup', 'verify_backup');
alter table task
  drop constraint task_kind_check,
  add constraint task_kind_check check (kind in ('scan_library', 'search_wanted_book'));

drop table backup;
drop table process;
