alter table download drop column was_there;
alter table download_client drop column proxy, drop column proxy_encrypted;
alter table indexer drop column proxy, drop column proxy_encrypted;

drop table rate_limit;
drop table error_group;
drop table audit_entry;
drop function refuse_audit_change();
drop table known_device;
drop table sign_in_failure;

drop index wanted_book_requested_by;
alter table wanted_book drop column by_program;

delete from api_key where origin = 'user';
alter table api_key
  drop column expires_at,
  drop column hint,
  drop column scope,
  drop column user_id,
  drop constraint api_key_origin_check,
  add constraint api_key_origin_check check (origin in ('first_start', 'environment'));
alter table session drop column user_agent, drop column address, drop column via, drop column id;

drop table user_identity;
-- Nobody could sign in with it, as before.
update app_user set password_hash = '' where password_hash is null;
alter table app_user
  drop column signed_in_at,
  drop column enabled,
  drop column email,
  alter column password_hash set not null;
