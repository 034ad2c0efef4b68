import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestApp } from '../../test/support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { DAY_MS } from '../base/clock.ts';
import { forgetOldRecords } from './forget-old-records.ts';
import { ForgetOldRecords } from './jobs.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

const WANT = [
  `insert into book (title, title_key, sort_key) values ('Emma', 'emma', 'emma')`,
  `insert into wanted_book (book_id) select id from book`,
];

const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();

it('forgets what is long over, and keeps what is young, runs, or is the last of its kind', async () => {
  const { database: db } = database;
  const statements = [
    `insert into fact (kind, sentence, payload, at) values
      ('Old', '', '{}', '${daysAgo(731)}'), ('Young', '', '{}', '${daysAgo(729)}')`,
    `insert into task (kind, subject_id, state, finished_at) values
      ('scan_library', 1, 'succeeded', '${daysAgo(31)}'), ('scan_library', 2, 'failed', '${daysAgo(29)}')`,
    `insert into task (kind, subject_id, created_at) values ('scan_library', 3, '${daysAgo(365)}')`,
    ...WANT,
    `insert into search (wanted_book_id, sought, started_at)
      select wanted_book.id, '{}', at::timestamptz from wanted_book, (values
        ('${daysAgo(200)}'), ('${daysAgo(91)}'), ('${daysAgo(89)}')) as v (at)`,
    `insert into error_group (fingerprint, name, message, place, version, last_at) values
      ('old', 'TypeError', 'old', 'GET /', '1', '${daysAgo(31)}'),
      ('young', 'TypeError', 'young', 'GET /', '1', '${daysAgo(29)}')`,
    `insert into app_user (name, name_key, password_hash, role) values ('Ada', 'ada', '', 'viewer')`,
    `insert into session (token_hash, user_id, seen_at, expires_at)
      select key::bytea, app_user.id, seen::timestamptz, ends::timestamptz from app_user, (values
        ('ended', '${daysAgo(1)}', '${daysAgo(0)}'),
        ('idle', '${daysAgo(8)}', '${daysAgo(-9)}'),
        ('used', '${daysAgo(6)}', '${daysAgo(-9)}')) as v (key, seen, ends)`,
    `insert into known_device (token_hash, user_id, seen_at)
      select key::bytea, app_user.id, seen::timestamptz from app_user, (values
        ('away', '${daysAgo(366)}'), ('known', '${daysAgo(364)}')) as v (key, seen)`,
    `insert into sign_in_failure (account_hash, origin, failures, failed_at) values
      ('old', '192.0.2.7', 9, '${daysAgo(1)}'), ('young', '192.0.2.7', 9, '${daysAgo(0)}')`,
    `insert into audit_entry (action, outcome, actor_kind, actor_name, at) values
      ('old', 'done', 'program', 'program', '${daysAgo(4000)}'),
      ('young', 'done', 'program', 'program', '${daysAgo(0)}')`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);

  await forgetOldRecords({ db, clock: { now: () => NOW } });
  await forgetOldRecords({ db, clock: { now: () => NOW } });

  const { rows } = await sql`select
    array(select kind from fact) as facts,
    array(select subject_id::int from task order by id) as tasks,
    array(select started_at::date::text from search order by id) as searches,
    array(select message from error_group) as errors,
    array(select convert_from(token_hash, 'UTF8') from session) as sessions,
    array(select convert_from(token_hash, 'UTF8') from known_device) as devices,
    array(select convert_from(account_hash, 'UTF8') from sign_in_failure) as failures,
    array(select action from audit_entry) as audit`.execute(db);
  expect(rows).toEqual([
    {
      facts: ['Young'],
      tasks: [2, 3],
      searches: [daysAgo(89).slice(0, 10)],
      errors: ['young'],
      sessions: ['used'],
      devices: ['known'],
      failures: ['young'],
      audit: ['young'],
    },
  ]);
});

it('keeps the last search of a want, however old it is', async () => {
  const { database: db } = database;
  for (const statement of WANT) await sql.raw(statement).execute(db);
  await sql`insert into search (wanted_book_id, sought, started_at)
    select id, '{}', ${daysAgo(500)}::timestamptz from wanted_book`.execute(db);

  await forgetOldRecords({ db, clock: { now: () => NOW } });

  expect(await db.selectFrom('search').select('id').execute()).toHaveLength(1);
});

it('is done every hour: what strangers try must not pile up for a day', async () => {
  await using app = await startTestApp();

  const { rows } = await sql`select cron from pgboss.schedule where name = ${ForgetOldRecords.name}`.execute(
    app.db,
  );

  expect(rows).toEqual([{ cron: '17 * * * *' }]);
});
