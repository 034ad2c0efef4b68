-- users -------------------------------------------------------------------------------------------------

-- Who comes by OpenID Connect alone has no password.
alter table app_user
  alter column password_hash drop not null,
  add column email text,
  add column enabled boolean not null default true,
  add column signed_in_at timestamptz;
create unique index app_user_email on app_user (lower(email)) where email is not null;

create table user_identity (
  issuer text not null,
  subject text not null,
  user_id bigint not null references app_user on delete cascade,
  created_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index user_identity_user_id on user_identity (user_id);

-- sessions and keys -------------------------------------------------------------------------------------

alter table session
  add column id bigint generated always as identity unique,
  add column via text not null default 'password' check (via in ('password', 'set_up', 'oidc')),
  add column address text,
  add column user_agent text;

alter table api_key
  drop constraint api_key_origin_check,
  add constraint api_key_origin_check check (origin in ('first_start', 'environment', 'user')),
  add column user_id bigint references app_user on delete cascade,
  add column scope text not null default 'admin' check (scope in ('read', 'member', 'admin')),
  -- The last characters, by which its owner knows it again.
  add column hint text not null default '',
  add column expires_at timestamptz;
create index api_key_user_id on api_key (user_id) where user_id is not null;

-- A key of the program has no user: its wants are not those of a user who was removed.
alter table wanted_book add column by_program boolean not null default false;
update wanted_book set by_program = true where requested_by is null;
create index wanted_book_requested_by on wanted_book (requested_by) where requested_by is not null;

-- signing in --------------------------------------------------------------------------------------------

-- The account as a hash: people type their password where the name belongs.
-- The origin is an address, `device:` and its id, or empty for the account from everywhere.
create table sign_in_failure (
  account_hash bytea not null,
  origin text not null,
  failures integer not null,
  failed_at timestamptz not null,
  primary key (account_hash, origin)
);
create index sign_in_failure_failed_at on sign_in_failure (failed_at);

-- Browsers that signed in before: what strangers do to an account does not keep them out.
create table known_device (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  user_id bigint not null references app_user on delete cascade,
  seen_at timestamptz not null default now()
);
create index known_device_user_id on known_device (user_id);

-- what was done -----------------------------------------------------------------------------------------

-- No references: an entry outlives whom it names.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  action text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'nobody', 'program')),
  actor_name text not null,
  user_id bigint,
  api_key_id bigint,
  address text,
  request_id text,
  subject text,
  detail jsonb not null default '{}'
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_user_id on audit_entry (user_id, id) where user_id is not null;
create index audit_entry_action on audit_entry (action, id);

-- Entries are kept for two years and never changed.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.at < now() - interval '730 days' then return old; end if;
  end if;
  raise exception 'The audit log is append-only.';
end
$$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_audit_change();
create trigger audit_entry_not_truncated before truncate on audit_entry
  for each statement execute function refuse_audit_change();

-- Unexpected errors, those of one place and kind together.
create table error_group (
  id bigint generated always as identity primary key,
  fingerprint bytea not null unique,
  name text not null,
  message text not null,
  place text not null,
  stack text,
  occurrences integer not null default 1,
  version text not null,
  last_request_id text,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now()
);
create index error_group_last_at on error_group (last_at, id);

-- limits ------------------------------------------------------------------------------------------------

-- Of several processes together. Unlogged: after a crash everybody begins anew.
create unlogged table rate_limit (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limit_expire on rate_limit (expire);

-- services outside --------------------------------------------------------------------------------------

-- `own`: through the proxy in proxy_encrypted.
alter table indexer
  add column proxy text not null default 'default' check (proxy in ('default', 'direct', 'own')),
  add column proxy_encrypted bytea;
alter table download_client
  add column proxy text not null default 'default' check (proxy in ('default', 'direct', 'own')),
  add column proxy_encrypted bytea;

-- Whether the client had the torrent before it was handed over: then it is not ours to remove. Null: not known.
alter table download add column was_there boolean;
