drop table import;
drop table download;
drop table release;
drop table search;
drop table wanted_book;
drop table download_client;
drop table indexer;
drop table audio_file;
drop table library_item;
drop table library;
drop table recording_narrator;
drop table recording;
drop table book_series;
drop table book_author;
drop table book;
drop table series;
drop table narrator;
drop table author;
drop table task;
drop table fact;
drop sequence live_event_id;
drop table setup_link;
drop table api_key;
drop table session;
drop table app_user;
-- One that somebody else made, or needs, was there before.
do $$
begin
  drop extension if exists pg_trgm;
exception
  when insufficient_privilege or dependent_objects_still_exist then null;
end
$$;
