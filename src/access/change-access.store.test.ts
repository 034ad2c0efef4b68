import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { changeAccess } from './change-access.ts';
import { insertUser } from './user-store.ts';

let database: TestDatabase;
/** How many users there were for everybody to see, when somebody was forgotten. */
let forgotten: [userId: number | null, users: Promise<number>][];

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

beforeEach(async () => {
  forgotten = [];
  await database.database.deleteFrom('app_user').execute();
});

const needs = () => ({
  db: database.database,
  knownCallers: { forget: (userId: number | null) => void forgotten.push([userId, countUsers()]) },
});

async function countUsers(): Promise<number> {
  return (await database.database.selectFrom('app_user').select('id').execute()).length;
}

it('forgets here whom a change is about, once it is committed', async () => {
  const answer = await changeAccess(needs(), async ({ tx, tell }) => {
    await tell(7);
    await tell(7);
    await tell(null);
    expect(forgotten).toEqual([]);
    await insertUser(tx, { name: 'Ada', passwordHash: null, role: 'member' });
    return 'done';
  });

  expect(answer).toBe('done');
  expect(forgotten.map(([userId]) => userId)).toEqual([7, null]);
  expect(await Promise.all(forgotten.map(([, users]) => users))).toEqual([1, 1]);
});

it('forgets nobody for a change that is taken back', async () => {
  const broken = changeAccess(needs(), async ({ tell }) => {
    await tell(7);
    throw new Error('taken back');
  });

  await expect(broken).rejects.toThrow('taken back');
  expect(forgotten).toEqual([]);
});
