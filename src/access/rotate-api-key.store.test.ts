import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { DAY_MS, HOUR_MS } from '../base/clock.ts';
import { keepAdministratorKey, recogniseApiKey } from './api-keys.ts';
import { rotateApiKey } from './rotate-api-key.ts';

const NOBODY = { kind: 'nobody' };
const NOTHING = { current: null, previous: null, isAlone: true };

let test: TestDatabase;
let now: Date;
const needs = () => ({ db: test.database, clock: { now: () => now } });

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(() => test[Symbol.asyncDispose]());

beforeEach(async () => {
  now = new Date();
  await test.database.deleteFrom('api_key').execute();
});

describe('a new key in the place of the first', () => {
  it('works at once, and the one before for a day', async () => {
    const first = (await keepAdministratorKey(needs(), NOTHING)) ?? '';

    const { key, previousUntil } = await rotateApiKey(needs(), { atOnce: false });

    expect(previousUntil).toEqual(new Date(now.getTime() + DAY_MS));
    expect(await recogniseApiKey(needs(), key)).toMatchObject({ kind: 'api_key', role: 'administrator' });
    expect(await recogniseApiKey(needs(), first)).toMatchObject({ kind: 'api_key' });
    now = new Date(now.getTime() + DAY_MS);
    expect(await recogniseApiKey(needs(), first)).toEqual(NOBODY);
    expect(await recogniseApiKey(needs(), key)).toMatchObject({ kind: 'api_key' });
  });

  it('gives the keys before no more time than they had', async () => {
    const first = (await keepAdministratorKey(needs(), NOTHING)) ?? '';
    await rotateApiKey(needs(), { atOnce: false });
    now = new Date(now.getTime() + 23 * HOUR_MS);

    await rotateApiKey(needs(), { atOnce: false });

    now = new Date(now.getTime() + HOUR_MS);
    expect(await recogniseApiKey(needs(), first)).toEqual(NOBODY);
  });

  it('ends the one before at once where that is asked for', async () => {
    const first = (await keepAdministratorKey(needs(), NOTHING)) ?? '';

    expect(await rotateApiKey(needs(), { atOnce: true })).toMatchObject({ previousUntil: null });

    expect(await recogniseApiKey(needs(), first)).toEqual(NOBODY);
  });

  it('leaves keys of users alone, is noted, and is the only one that a start finds', async () => {
    const user = await test.database
      .insertInto('app_user')
      .values({ name: 'ada', name_key: 'ada', role: 'member' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const key_hash = Buffer.alloc(32);
    const own = { name: 'Own', key_hash, origin: 'user' as const, user_id: user.id, hint: '' };
    await test.database.insertInto('api_key').values(own).execute();

    await rotateApiKey(needs(), { atOnce: true });

    const names = await test.database.selectFrom('api_key').select('name').orderBy('id').execute();
    expect(names).toEqual([{ name: 'Own' }, { name: 'Made by `secret rotate api-key`' }]);
    expect(await keepAdministratorKey(needs(), NOTHING)).toBeNull();
    const noted = await test.database
      .selectFrom('audit_entry')
      .select(['action', 'actor_kind'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(noted).toEqual({ action: 'rotateApiKey', actor_kind: 'program' });
  });
});
