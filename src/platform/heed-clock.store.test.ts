import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { heedClock } from './heed-clock.ts';
import { jobKind, startJobQueue } from './jobs.ts';
import { openLog } from './log.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const Later = jobKind({ name: 'later', payload: z.object({}) });

it('takes back what lies in the future without reason, and nothing else', async () => {
  const { database: db, connection } = database;
  const rows = async (text: string) => (await sql.raw<Record<string, unknown>>(text).execute(db)).rows;
  const log = await openLog({ level: 'fatal', terminalLevel: 'fatal', dir: null });
  await using queue = await startJobQueue({ ...connection }, { log, isWorker: false });
  await queue.declare([Later]);
  await db.transaction().execute((tx) => queue.send(tx, Later, {}));
  await rows(
    `update pgboss.version set cron_on = now() + interval '2 hours', bam_on = now() - interval '1 hour'`,
  );
  await rows(`update pgboss.queue set maintain_on = now() + interval '2 hours'`);
  await rows(`update pgboss.job set start_after = now() + interval '2 hours'`);

  await heedClock({ executeSql: rows });

  expect(await rows('select cron_on, bam_on is null as gone from pgboss.version')).toEqual([
    { cron_on: null, gone: false },
  ]);
  expect(await rows('select from pgboss.queue where maintain_on is not null')).toEqual([]);
  expect(await rows('select start_after <= now() as due from pgboss.job')).toEqual([{ due: true }]);

  await rows(`update pgboss.job set start_after = now() + interval '10 minutes'`);
  await heedClock({ executeSql: rows });
  expect(await rows('select start_after <= now() as due from pgboss.job')).toEqual([{ due: false }]);
});
