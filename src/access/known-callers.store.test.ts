import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { type SeverableConnection, severable } from '../../test/support/severable-connection.ts';
import { until } from '../../test/support/until.ts';
import { type Clock, SECOND_MS } from '../base/clock.ts';
import { type Listener, listen } from '../platform/listen.ts';
import type { Actor } from './actor.ts';
import { addApiKey } from './add-api-key.ts';
import { insertApiKey } from './api-key-store.ts';
import { newApiKey } from './api-keys.ts';
import { changeUser } from './change-user.ts';
import { endSessions } from './end-sessions.ts';
import { createKnownCallers, type KnownCallers } from './known-callers.ts';
import { createPasswords } from './password.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { openSession } from './session.ts';
import { signOut } from './sign-out.ts';
import { insertUser, type User } from './user-store.ts';

const log = pino({ enabled: false });
const signingKey = 'k'.repeat(32);
const PROGRAM = {
  kind: 'api_key',
  keyId: 1,
  name: 'Mine',
  userId: null,
  role: 'administrator',
  scope: 'admin',
  expiresAt: null,
} as const;

let database: TestDatabase;
let way: SeverableConnection;
let now: Date;
let names = 0;
const clock: Clock = { now: () => now };

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

beforeEach(async () => {
  now = new Date();
  way = await severable(database.connection);
  return () => way[Symbol.asyncDispose]();
});

function later(ms: number): void {
  now = new Date(now.getTime() + ms);
}

const needs = () => ({ db: database.database, clock, signingKey });
const needsOf = ({ callers }: Process) => ({
  ...needs(),
  passwords: createPasswords(),
  knownCallers: callers,
});

interface Process extends AsyncDisposable {
  readonly callers: KnownCallers;
  readonly listener: Listener;
}

/** What one process of the program knows. */
async function start(): Promise<Process> {
  const listener = await listen({ ...way.connection }, log);
  const callers = await createKnownCallers({ ...needs(), listener });
  return { callers, listener, [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose]() };
}

function addUser(): Promise<User> {
  names += 1;
  const user = { name: `Ada ${names}`, passwordHash: 'x', role: 'member' as const };
  return database.database.transaction().execute((tx) => insertUser(tx, user));
}

async function openFor(user: User): Promise<string> {
  const from = { user, via: 'password' as const, address: null, userAgent: null };
  const { cookie } = await database.database.transaction().execute((tx) => openSession(needs(), tx, from));
  return cookie;
}

async function addKey(user: User, expires_at: Date | null = null): Promise<{ id: number; key: string }> {
  const key = newApiKey();
  const values = { name: 'Mine', key, user_id: user.id, scope: 'member' as const, origin: 'user' as const };
  const id = await database.database
    .transaction()
    .execute((tx) => insertApiKey(tx, { ...values, expires_at }));
  return { id, key };
}

/** Makes the database forget a session without telling anybody: whoever still knows it remembers it. */
async function loseSessions(): Promise<void> {
  await database.database.deleteFrom('session').execute();
}

describe('who is known', () => {
  it('is remembered for 30 s and then asked for again', async () => {
    await using process = await start();
    const { callers } = process;
    const user = await addUser();
    const cookie = await openFor(user);
    const known = await callers.ofSession(cookie);
    await loseSessions();

    later(30 * SECOND_MS - 1);
    expect(await callers.ofSession(cookie)).toEqual(known);
    expect(known).toMatchObject({ kind: 'user', userId: user.id });
    later(1);
    expect(await callers.ofSession(cookie)).toEqual({ kind: 'nobody' });
  });

  it('ends to the second where it expires, remembered or not', async () => {
    await using process = await start();
    const { callers } = process;
    const { key } = await addKey(await addUser(), new Date(now.getTime() + 10 * SECOND_MS));

    expect(await callers.ofApiKey(key)).toMatchObject({ kind: 'api_key', name: 'Mine', scope: 'member' });
    later(10 * SECOND_MS - 1);
    expect((await callers.ofApiKey(key)).kind).toBe('api_key');
    later(1);
    expect((await callers.ofApiKey(key)).kind).toBe('nobody');
  });

  it('is remembered as unknown for 5 s where it is a key, or until something changes', async () => {
    await using process = await start();
    const { callers } = process;
    const user = await addUser();
    const kindOf = async (key: string) => (await callers.ofApiKey(key)).kind;
    const keep = (key: string) =>
      database.database.transaction().execute((tx) =>
        insertApiKey(tx, {
          name: 'Mine',
          key,
          user_id: user.id,
          scope: 'read',
          origin: 'user',
          expires_at: null,
        }),
      );
    expect([await kindOf('soon'), await kindOf('later')]).toEqual(['nobody', 'nobody']);
    await keep('soon');
    await keep('later');

    later(5 * SECOND_MS - 1);
    expect(await kindOf('later')).toBe('nobody');
    callers.forget(user.id);
    expect(await kindOf('soon')).toBe('api_key');

    expect(await kindOf('last')).toBe('nobody');
    await keep('last');
    expect(await kindOf('last')).toBe('nobody');
    later(5 * SECOND_MS);
    expect(await kindOf('last')).toBe('api_key');
  });

  it('is told apart from what only the database can tell', async () => {
    await using process = await start();
    const { callers } = process;
    const { key } = await addKey(await addUser());
    expect([callers.remembersApiKey(key), callers.remembersApiKey('made up')]).toEqual([false, false]);

    await callers.ofApiKey(key);
    await callers.ofApiKey('made up');
    expect([callers.remembersApiKey(key), callers.remembersApiKey('made up')]).toEqual([true, true]);

    // A good key stays one that is worth asking for; a bad one is forgotten.
    later(30 * SECOND_MS);
    expect([callers.remembersApiKey(key), callers.remembersApiKey('made up')]).toEqual([true, false]);
    callers.forget(null);
    expect(callers.remembersApiKey(key)).toBe(false);
  });

  it('comes in at once with a key that was made for them, also where it was asked for before', async () => {
    await using process = await start();
    const { callers } = process;
    const user = await addUser();
    const mine: Actor = {
      kind: 'user',
      userId: user.id,
      name: user.name,
      role: user.role,
      sessionId: 1,
      expiresAt: new Date(),
    };
    await callers.ofApiKey('made up');

    await addApiKey({ ...needs(), knownCallers: callers }, mine, {
      name: 'Mine',
      scope: 'read',
      expiresAt: null,
    });

    expect(callers.remembersApiKey('made up')).toBe(false);
  });

  it('is not taken for somebody else: a key is no cookie', async () => {
    await using process = await start();
    const cookie = await openFor(await addUser());
    await process.callers.ofSession(cookie);

    expect((await process.callers.ofApiKey(cookie)).kind).toBe('nobody');
  });

  type Change = (
    needs: ReturnType<typeof needsOf>,
    own: { user: User; id: number; cookie: string },
  ) => unknown;
  it.each<[string, Change, string, string]>([
    ['their key is revoked', (own, { id }) => revokeApiKey(own, PROGRAM, id), 'user', 'nobody'],
    ['they are signed out', (own, { user }) => endSessions(own, user.id), 'nobody', 'api_key'],
    ['they sign out', (own, { cookie }) => signOut(own, cookie), 'nobody', 'api_key'],
    [
      'they may not come in',
      (own, { user }) => changeUser(own, user.id, { enabled: false }),
      'nobody',
      'nobody',
    ],
  ])('is looked at anew in every process when %s', async (_, change, ofSession, ofKey) => {
    await using here = await start();
    await using there = await start();
    const [user, other] = [await addUser(), await addUser()];
    const [cookie, { id, key }, others] = [await openFor(user), await addKey(user), await openFor(other)];
    const kinds = async ({ callers }: Process) => [
      (await callers.ofSession(cookie)).kind,
      (await callers.ofApiKey(key)).kind,
    ];
    for (const process of [here, there]) {
      expect(await kinds(process)).toEqual(['user', 'api_key']);
      await process.callers.ofSession(others);
    }

    await change(needsOf(here), { user, id, cookie });

    expect(await kinds(here)).toEqual([ofSession, ofKey]);
    for (const process of [here, there]) {
      await until(
        'it was heard',
        async () => String(await kinds(process)) === String([ofSession, ofKey]),
        2_000,
      );
      expect((await process.callers.ofSession(others)).kind).toBe('user');
    }
  });

  it('is forgotten with the connection on which changes are heard, and not remembered before it is back', async () => {
    await using process = await start();
    const { callers, listener } = process;
    const cookie = await openFor(await addUser());
    await callers.ofSession(cookie);

    way.cut();
    await until('it was lost', () => !listener.isListening);
    expect((await callers.ofSession(cookie)).kind).toBe('user');
    await loseSessions();
    expect((await callers.ofSession(cookie)).kind).toBe('nobody');

    way.mend();
    await until('it is back', () => listener.isListening);
    const next = await openFor(await addUser());
    await callers.ofSession(next);
    await loseSessions();
    expect((await callers.ofSession(next)).kind).toBe('user');
  });

  it('is not remembered from an answer that a change overtook', async () => {
    await using process = await start();
    const { callers } = process;
    const cookie = await openFor(await addUser());

    const asked = callers.ofSession(cookie);
    callers.forget(null);
    expect((await asked).kind).toBe('user');
    await loseSessions();

    expect((await callers.ofSession(cookie)).kind).toBe('nobody');
  });
});

describe('a key', () => {
  it('is noted as used, once a minute', async () => {
    await using process = await start();
    const { id, key } = await addKey(await addUser());
    const usedAt = async () => {
      await process.callers.ofApiKey(key);
      const row = database.database.selectFrom('api_key').select('used_at').where('id', '=', id);
      return (await row.executeTakeFirstOrThrow()).used_at?.getTime();
    };
    const first = now.getTime();

    expect(await usedAt()).toBe(first);
    later(60 * SECOND_MS);
    expect(await usedAt()).toBe(first);
    later(31 * SECOND_MS);
    expect(await usedAt()).toBe(first + 91 * SECOND_MS);
  });
});
