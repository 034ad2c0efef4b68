import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { PASSWORD } from '../../test/support/sessions.ts';
import { type Clock, DAY_MS, MINUTE_MS } from '../base/clock.ts';
import { endFormerKeys, keepAdministratorKey, recogniseApiKey } from './api-keys.ts';
import { createPasswords } from './password.ts';
import { actorOfSession, IDLE_MS, openSession } from './session.ts';
import { deleteSessionsEndedBefore } from './session-store.ts';
import { makeSetUpToken, setUp } from './set-up.ts';
import { signOut } from './sign-out.ts';
import { findUserByName, hasAdministrator, insertUser, type User } from './user-store.ts';

const SIGNING_KEY = 'k'.repeat(32);

let database: TestDatabase;
let now: Date;
const clock: Clock = { now: () => now };

beforeEach(async () => {
  database = await createTestDatabase();
  now = new Date('2026-11-22T10:00:00Z');
});

afterEach(() => database[Symbol.asyncDispose]());

const passwords = createPasswords();
const VISITOR = { address: null, userAgent: null, sessionCookie: null, deviceCookie: null };

const needs = (signingKey = SIGNING_KEY) => ({
  db: database.database,
  clock,
  signingKey,
  passwords,
  knownCallers: { forget() {} },
});

function later(ms: number): void {
  now = new Date(now.getTime() + ms);
}

function addUser(name: string): Promise<User> {
  return database.database
    .transaction()
    .execute((tx) => insertUser(tx, { name, passwordHash: 'x', role: 'member' }));
}

function open(user: User) {
  return database.database
    .transaction()
    .execute((tx) =>
      openSession(needs(), tx, { user, via: 'password', address: '192.0.2.7', userAgent: 'A browser' }),
    );
}

describe('a session', () => {
  it('stands for its user until it is closed', async () => {
    const user = await addUser('Ada');
    const { cookie, sessionId, expiresAt } = await open(user);

    expect(await actorOfSession(needs(), database.database, cookie)).toEqual({
      kind: 'user',
      userId: user.id,
      name: 'Ada',
      role: 'member',
      sessionId,
      expiresAt,
    });
    await signOut(needs(), cookie);
    expect(await actorOfSession(needs(), database.database, cookie)).toEqual({ kind: 'nobody' });
  });

  it('is kept so that nobody who reads the table can take it over', async () => {
    const { cookie } = await open(await addUser('Ada'));

    const rows = await database.database.selectFrom('session').selectAll().execute();

    const stored = rows.map(({ token_hash }) => Buffer.from(token_hash));
    expect(stored[0]).toHaveLength(32);
    expect(cookie).not.toContain(stored[0]?.toString('base64url'));
    expect(stored[0]?.toString()).not.toContain(cookie.slice(0, 43));
  });

  it('ends for everybody with another signing key', async () => {
    const { cookie } = await open(await addUser('Ada'));

    const actor = await actorOfSession(needs('another key'), database.database, cookie);

    expect(actor).toEqual({ kind: 'nobody' });
    await signOut(needs('another key'), cookie);
    expect(await actorOfSession(needs(), database.database, cookie)).toMatchObject({ kind: 'user' });
  });

  it('notes once a minute that it is used', async () => {
    const { cookie } = await open(await addUser('Ada'));
    const seenAt = async () => {
      await actorOfSession(needs(), database.database, cookie);
      const row = await database.database.selectFrom('session').select('seen_at').executeTakeFirstOrThrow();
      return row.seen_at.toISOString();
    };
    await database.database.updateTable('session').set({ seen_at: now }).execute();

    later(MINUTE_MS);
    expect(await seenAt()).toBe('2026-11-22T10:00:00.000Z');
    later(1);
    expect(await seenAt()).toBe('2026-11-22T10:01:00.001Z');
  });

  it('is forgotten when it has ended or was not used for a week', async () => {
    const [used, idle] = [await open(await addUser('Ada')), await open(await addUser('Eve'))];
    await database.database.updateTable('session').set({ seen_at: now }).execute();
    later(5 * DAY_MS);
    await actorOfSession(needs(), database.database, used.cookie);
    later(3 * DAY_MS);

    await deleteSessionsEndedBefore(database.database, now, new Date(now.getTime() - IDLE_MS));

    expect(await actorOfSession(needs(), database.database, used.cookie)).toMatchObject({ name: 'Ada' });
    expect(await actorOfSession(needs(), database.database, idle.cookie)).toEqual({ kind: 'nobody' });
    expect(await database.database.selectFrom('session').select('user_id').execute()).toHaveLength(1);
  });
});

describe('a user', () => {
  it.each([
    ['Ada', 'ada'],
    ['Émile', 'EMILE'],
    ['  Ida ', 'ida'],
    ['★', '★'],
  ])('%s is also found as %s', async (name, typed) => {
    const { id } = await addUser(name);

    expect(await findUserByName(database.database, typed)).toMatchObject({ id });
  });

  it('has a name that nobody else has', async () => {
    await addUser('Ada');

    await expect(addUser('ADA')).rejects.toThrow();
    expect(await findUserByName(database.database, 'Eve')).toBeNull();
    expect(await hasAdministrator(database.database)).toBe(false);
  });

  it('is made an administrator by the link of the set-up, and is signed in', async () => {
    const token = (await makeSetUpToken(needs())) ?? '';

    const { user, session } = await setUp(needs(), { ...VISITOR, token, name: 'Ada', password: PASSWORD });

    expect(user).toEqual({ id: expect.any(Number), name: 'Ada', role: 'administrator' });
    expect(await hasAdministrator(database.database)).toBe(true);
    expect(await actorOfSession(needs(), database.database, session.cookie)).toMatchObject({ name: 'Ada' });
  });

  it('cannot be made with a link of another signing key', async () => {
    const token = (await makeSetUpToken(needs())) ?? '';

    const attempt = setUp(needs('another key'), { ...VISITOR, token, name: 'Eve', password: PASSWORD });

    await expect(attempt).rejects.toThrow('This set-up link is not valid');
  });

  it('is not made by a link that came too late: somebody was made administrator elsewhere', async () => {
    const token = (await makeSetUpToken(needs())) ?? '';
    await database.database
      .transaction()
      .execute((tx) => insertUser(tx, { name: 'Ada', passwordHash: 'x', role: 'administrator' }));

    const attempt = setUp(needs(), { ...VISITOR, token, name: 'Eve', password: PASSWORD });

    await expect(attempt).rejects.toThrow('There is an administrator already: sign in.');
  });
});

describe("the administrator's key", () => {
  const keep = (given: string | null, previous: string | null = null) =>
    keepAdministratorKey(needs(), { current: given, previous, isAlone: true });
  /** As one of several processes on the same database. */
  const keepAsOneOfMany = (given: string | null, previous: string | null = null) =>
    keepAdministratorKey(needs(), { current: given, previous, isAlone: false });
  const kindOf = async (key: string) => (await recogniseApiKey(needs(), key)).kind;

  it('is made at the first start, shown once, and kept by its hash', async () => {
    const key = (await keep(null)) ?? '';

    expect(key).toMatch(/^mam_[\w-]{43}$/);
    expect(await recogniseApiKey(needs(), key)).toEqual({
      kind: 'api_key',
      keyId: expect.any(Number),
      name: 'Made at the first start',
      userId: null,
      role: 'administrator',
      scope: 'admin',
      expiresAt: null,
    });
    expect(await keep(null)).toBeNull();
    const rows = await database.database.selectFrom('api_key').selectAll().execute();
    expect(JSON.stringify(rows.map((row) => ({ ...row, key_hash: String(row.key_hash) })))).not.toContain(
      key,
    );
  });

  it('is the one of the environment, where it gives one', async () => {
    expect(await keep('from the environment')).toBeNull();
    expect(await keep('from the environment')).toBeNull();

    expect(await kindOf('from the environment')).toBe('api_key');
    expect(await kindOf('from the Environment')).toBe('nobody');
  });

  it('of the environment ends when another one takes its place; the one made at the start stays', async () => {
    const made = (await keep(null)) ?? '';
    await keep('first');
    await keep('second');

    expect([await kindOf(made), await kindOf('first'), await kindOf('second')]).toEqual([
      'api_key',
      'nobody',
      'api_key',
    ]);
  });

  it('is made where the environment gives none any more', async () => {
    await keep('first');

    const made = (await keep(null)) ?? '';

    expect([await kindOf('first'), await kindOf(made)]).toEqual(['nobody', 'api_key']);
  });

  it('is not made anew once there is an administrator, who can make one', async () => {
    await database.database
      .transaction()
      .execute((tx) => insertUser(tx, { name: 'Ada', passwordHash: 'x', role: 'administrator' }));

    expect(await keep(null)).toBeNull();
  });

  it('before this one works for a day from the first start that names it so, however often one starts', async () => {
    await keep('first');
    await keep('second', 'first');
    later(DAY_MS - 1);
    await keep('second', 'first');
    expect([await kindOf('first'), await kindOf('second')]).toEqual(['api_key', 'api_key']);

    later(1);
    expect([await kindOf('first'), await kindOf('second')]).toEqual(['nobody', 'api_key']);
    await keep('second', 'first');
    expect(await kindOf('first')).toBe('nobody');
    await keep('first', 'second');
    expect([await kindOf('first'), await kindOf('second')]).toEqual(['api_key', 'api_key']);
  });

  it('ends at once where the environment no longer names it', async () => {
    await keep('second', 'first');
    await keep('second');

    expect(await kindOf('first')).toBe('nobody');
  });

  it('of another process on this database works for a day more, and no longer however often one starts', async () => {
    await keepAsOneOfMany('old');
    await keepAsOneOfMany('new', 'old');
    // A process that still has the old environment.
    await keepAsOneOfMany('old');
    expect([await kindOf('old'), await kindOf('new')]).toEqual(['api_key', 'api_key']);

    await keepAsOneOfMany('new');
    later(DAY_MS - 1);
    await keepAsOneOfMany('new');
    expect([await kindOf('old'), await kindOf('new')]).toEqual(['api_key', 'api_key']);
    later(1);
    expect([await kindOf('old'), await kindOf('new')]).toEqual(['nobody', 'api_key']);
  });

  it('of another process never gets a later end than it has', async () => {
    await keepAsOneOfMany('new', 'old');
    later(DAY_MS / 2);
    await keepAsOneOfMany('new');

    later(DAY_MS / 2);

    expect(await kindOf('old')).toBe('nobody');
  });

  it('of other processes ends for all at once where a person says so', async () => {
    await keepAsOneOfMany('leaked');
    await keepAsOneOfMany('new');

    expect(await endFormerKeys(needs(), { current: 'new', previous: null })).toBe(1);

    expect([await kindOf('leaked'), await kindOf('new')]).toEqual(['nobody', 'api_key']);
  });

  it('is made once that of the other processes has ended', async () => {
    await keepAsOneOfMany('first');
    expect(await keepAsOneOfMany(null)).toBeNull();
    later(DAY_MS);

    expect(await keepAsOneOfMany(null)).toMatch(/^mam_/);
  });

  it('of the first start ends a day after it was named the previous one', async () => {
    const made = (await keep(null)) ?? '';
    await keep('second', made);

    expect(await kindOf(made)).toBe('api_key');
    later(DAY_MS);
    expect(await kindOf(made)).toBe('nobody');
  });

  it('is noted in the audit log when it is made or taken up, without the key', async () => {
    const made = await keep(null);
    await keep('first');
    await keep('first');
    await keepAsOneOfMany('second');
    await keepAsOneOfMany('second');
    await keepAsOneOfMany('first');
    await keep('first');

    const entries = await database.database.selectFrom('audit_entry').selectAll().orderBy('id').execute();
    expect(entries).toMatchObject([
      { action: 'makeFirstApiKey', actor_kind: 'program', actor_name: 'program', outcome: 'done' },
      { action: 'takeUpEnvironmentKey', detail: { variable: 'API_KEY' } },
      { action: 'endEnvironmentKey', detail: { until: expect.stringMatching(/Z$/) } },
      { action: 'takeUpEnvironmentKey', subject: expect.stringMatching(/^api-keys\/\d+$/) },
      { action: 'endEnvironmentKey' },
      // Given again, it has no end any more.
      { action: 'takeUpEnvironmentKey' },
      { action: 'endEnvironmentKey', actor_kind: 'program', detail: { until: null } },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`first"|second"|${made}`));
  });
});
