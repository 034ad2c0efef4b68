import { expect, test } from 'vitest';
import type { Admission, Visitor } from '../../src/access/admit-user.ts';
import { createPasswords } from '../../src/access/password.ts';
import { type SignInNeeds, signIn } from '../../src/access/sign-in.ts';
import { createSignInWaiting } from '../../src/access/sign-in-waiting.ts';
import { insertUser, type User } from '../../src/access/user-store.ts';
import { TooManyRequests, Unauthorized } from '../../src/base/errors.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { PASSWORD } from './sessions.ts';

/** Of a caller who stays until they are answered. */
export const STAYS: AbortSignal = new AbortController().signal;

/** A browser that was never here. */
export const STRANGER: Visitor = {
  address: '192.0.2.7',
  userAgent: 'a browser',
  sessionCookie: null,
  deviceCookie: null,
};

/** An empty database where people sign in; all waiting is over at once and noted. */
export interface SignInWorld extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly needs: SignInNeeds;
  now: Date;
  /** What attempts were held back for, in ms. */
  waited: number[];
  later(ms: number): void;
  /** A member with PASSWORD, or with this hash in its stead. */
  addUser(name: string, hash?: string | null): Promise<User>;
  enter(name: string, password?: string, visitor?: Partial<Visitor>): Promise<Admission>;
  /** So many attempts with a wrong password, each told so. */
  fail(times: number, name?: string, visitor?: Partial<Visitor>): Promise<void>;
}

async function startSignInWorld(): Promise<SignInWorld> {
  const database = await createTestDatabase();
  const passwords = createPasswords();
  const passwordHash = await passwords.hash(PASSWORD);
  const told = { now: new Date('2026-11-22T10:00:00Z'), waited: [] as number[] };
  const needs: SignInNeeds = {
    db: database.database,
    clock: { now: () => told.now },
    signingKey: 'k'.repeat(32),
    passwords,
    knownCallers: { forget() {} },
    signInWaiting: createSignInWaiting(async (delayMs) => void told.waited.push(delayMs)),
  };

  function enter(name: string, password = PASSWORD, visitor: Partial<Visitor> = {}): Promise<Admission> {
    return signIn(needs, { name, password }, { ...STRANGER, ...visitor }, STAYS);
  }

  return Object.assign(told, {
    database,
    needs,
    enter,
    later(ms: number) {
      told.now = new Date(told.now.getTime() + ms);
    },
    addUser: (name: string, hash: string | null = passwordHash) =>
      database.database
        .transaction()
        .execute((tx) => insertUser(tx, { name, passwordHash: hash, role: 'member' })),
    async fail(times: number, name = 'Ada', visitor: Partial<Visitor> = {}) {
      for (let n = 0; n < times; n += 1) expect(await outcome(enter(name, 'wrong', visitor))).toBe('wrong');
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  });
}

/** A test whose `world` is its own. */
export const it = test.extend<{ world: SignInWorld }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads there that it needs nothing
  async world({}, use) {
    await using world = await startSignInWorld();
    await use(world);
  },
});

/** What an attempt comes to. */
export async function outcome(attempt: Promise<Admission>): Promise<'in' | 'wrong' | 'locked'> {
  try {
    await attempt;
    return 'in';
  } catch (error) {
    if (error instanceof Unauthorized) return 'wrong';
    if (error instanceof TooManyRequests) return 'locked';
    throw error;
  }
}
