import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fieldFaults } from '../../../test/support/refusal.ts';
import { refusalOf } from '../../../test/support/refusal-of.ts';
import { PASSWORD, sessionCookie } from '../../../test/support/sessions.ts';
import { until } from '../../../test/support/until.ts';
import { insertApiKey } from '../../access/api-key-store.ts';
import { insertDevice } from '../../access/known-device-store.ts';
import { openSession } from '../../access/session.ts';
import { findUserByName, insertUser } from '../../access/user-store.ts';
import { DAY_MS, MINUTE_MS } from '../../base/clock.ts';
import { signIn } from '../../contract/access.ts';
import * as contract from '../../contract/account.ts';

const NEW_PASSWORD = 'wrong horse battery staple';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ waitForSignIn: async () => {}, trustedProxies: ['127.0.0.1'] });
});

afterAll(() => app[Symbol.asyncDispose]());

interface Person {
  readonly id: number;
  /** Opens one more session; answers the value of the cookie header. */
  open(): Promise<{ cookie: string; sessionId: number }>;
}

async function person(name: string, password: string | null = null): Promise<Person> {
  const passwordHash = password === null ? null : await app.needs.passwords.hash(password);
  const user = await app.db
    .transaction()
    .execute((tx) => insertUser(tx, { name, passwordHash, role: 'viewer' }));
  return {
    id: user.id,
    async open() {
      const from = { user, via: 'password' as const, address: '192.0.2.7', userAgent: 'A browser' };
      const session = await app.db.transaction().execute((tx) => openSession(app.needs, tx, from));
      return { cookie: sessionCookie(session.cookie), sessionId: session.sessionId };
    },
  };
}

async function isIn(cookie: string): Promise<boolean> {
  return (await app.fetch('/api/session', { headers: { cookie } })).status === 200;
}

function changePassword(cookie: string, body: object) {
  const given = { new_password: NEW_PASSWORD, ...body };
  return app.call(contract.changePassword, { body: given }, { cookie });
}

describe('your sessions', () => {
  it('are a hundred at most: the one not used for longest ends with one more', async () => {
    const many = await person('Many');
    const [first, second] = [await many.open(), await many.open()];
    for (let open = 2; open < 100; open += 1) await many.open();
    expect([await isIn(first.cookie), await isIn(second.cookie)]).toEqual([true, true]);
    const seen_at = new Date(Date.now() + MINUTE_MS);
    await app.db.updateTable('session').set({ seen_at }).where('id', '=', first.sessionId).execute();

    const last = await many.open();

    await until('it is noticed', async () => !(await isIn(second.cookie)));
    expect([await isIn(first.cookie), await isIn(last.cookie)]).toEqual([true, true]);
  });

  it('are listed with where they were opened, newest first, in pages, with the one that asks', async () => {
    const ada = await person('Ada');
    const opened = [await ada.open(), await ada.open(), await ada.open()];
    await (await person('Eve')).open();
    const [first, , last] = opened;
    const { cookie = '' } = first ?? {};

    const page = await app.call(contract.listSessions, { query: { limit: 2, count: 'true' } }, { cookie });
    const rest = await app.call(
      contract.listSessions,
      { query: { limit: 2, cursor: page.next_cursor ?? '' } },
      { cookie },
    );

    expect(page.total).toBe(3);
    const sessions = [...page.items, ...rest.items];
    expect(sessions.map(({ id }) => id)).toEqual(opened.map(({ sessionId }) => sessionId).toReversed());
    expect(sessions.map(({ current }) => current)).toEqual([false, false, true]);
    expect(sessions[0]).toEqual({
      id: last?.sessionId,
      current: false,
      via: 'password',
      address: '192.0.2.7',
      user_agent: 'A browser',
      created_at: expect.any(String),
      seen_at: expect.any(String),
      expires_at: expect.any(String),
    });
  });

  it('are not listed once they are over', async () => {
    const user = await person('Over');
    const { cookie } = await user.open();
    const [idle, ended] = [await user.open(), await user.open()];
    const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
    await app.db
      .updateTable('session')
      .set({ seen_at: ago(8) })
      .where('id', '=', idle.sessionId)
      .execute();
    await app.db
      .updateTable('session')
      .set({ expires_at: ago(0) })
      .where('id', '=', ended.sessionId)
      .execute();

    const { items, total } = await app.call(contract.listSessions, { query: { count: 'true' } }, { cookie });

    expect([items.length, total]).toEqual([1, 1]);
  });

  it('end one by one, at once; those of others are not there for you', async () => {
    const [ada, eve] = [await person('Ada 2'), await person('Eve 2')];
    const [here, there, others] = [await ada.open(), await ada.open(), await eve.open()];
    expect([await isIn(there.cookie), await isIn(others.cookie)]).toEqual([true, true]);
    const end = (id: number) => app.call(contract.endSession, { params: { id } }, { cookie: here.cookie });

    await end(there.sessionId);
    expect(await isIn(there.cookie)).toBe(false);
    for (const id of [there.sessionId, others.sessionId]) {
      expect(await refusalOf(end(id))).toMatchObject({
        status_code: 404,
        message: `You have no session ${id}.`,
      });
    }
    expect([await isIn(here.cookie), await isIn(others.cookie)]).toEqual([true, true]);
  });

  it('end all at once, this one too, and the browser forgets its cookie', async () => {
    const [ada, eve] = [await person('Ada 3'), await person('Eve 3')];
    const [here, there, others] = [await ada.open(), await ada.open(), await eve.open()];
    for (const { cookie } of [here, there, others]) await isIn(cookie);

    const reply = await app.fetch('/api/account/sessions', {
      method: 'DELETE',
      headers: { cookie: here.cookie, 'x-forwarded-proto': 'https' },
    });

    expect(reply.status).toBe(204);
    expect(reply.headers.get('set-cookie')).toMatch(
      /^mamcrawler_session=; .*Expires=Thu, 01 Jan 1970.*; HttpOnly; Secure; SameSite=Lax/,
    );
    expect([await isIn(here.cookie), await isIn(there.cookie), await isIn(others.cookie)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('are none for a key of the program, which has no user', async () => {
    expect(await app.call(contract.listSessions, { query: { count: 'true' } })).toEqual({
      items: [],
      next_cursor: null,
      total: 0,
    });
    await app.call(contract.endSessions);
    expect((await refusalOf(app.call(contract.endSession, { params: { id: 1 } }))).code).toBe('not_found');
  });
});

describe('your password', () => {
  it('is changed with the one before it; other sessions end and known browsers are forgotten', async () => {
    const ada = await person('Ada 4', PASSWORD);
    const [here, there] = [await ada.open(), await ada.open()];
    await app.db
      .transaction()
      .execute((tx) => insertDevice(tx, { token: 'a', userId: ada.id, now: new Date() }));
    await isIn(there.cookie);

    await changePassword(here.cookie, { current_password: PASSWORD });

    expect([await isIn(here.cookie), await isIn(there.cookie)]).toEqual([true, false]);
    const { passwordHash = null } = (await findUserByName(app.db, 'Ada 4')) ?? {};
    expect(await app.needs.passwords.isRight(NEW_PASSWORD, passwordHash)).toBe(true);
    const devices = app.db.selectFrom('known_device').select('id').where('user_id', '=', ada.id);
    expect(await devices.execute()).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'a wrong one before it',
      { current_password: 'wrong' },
      'current_password: is not your current password',
    ],
    ['none before it', {}, 'current_password: must be given'],
    [
      'too short a new one',
      { current_password: PASSWORD, new_password: 'short' },
      'new_password: must have at least 10 characters',
    ],
  ])('is not changed with %s', async (what, body, fault) => {
    const { open, id } = await person(`Ada, ${what}`, PASSWORD);
    const { cookie } = await open();
    const before = app.db.selectFrom('app_user').select('password_hash').where('id', '=', id);
    const [hash] = await before.execute();

    const refusal = await refusalOf(changePassword(cookie, body));

    expect([refusal.status_code, fieldFaults(refusal)]).toEqual([422, [fault]]);
    expect(await before.execute()).toEqual([hash]);
  });

  it('is not to be guessed by a session: ten wrong ones lock the address, for signing in as well', async () => {
    const { open, id } = await person('Guessed', PASSWORD);
    const { cookie } = await open();
    const attempt = (current_password: string) => refusalOf(changePassword(cookie, { current_password }));
    const statuses = [];
    for (let n = 0; n < 10; n += 1) statuses.push((await attempt('wrong')).status_code);

    expect(statuses).toEqual(Array.from({ length: 10 }, () => 422));
    expect(await attempt(PASSWORD)).toMatchObject({
      status_code: 429,
      message: 'Too many failed sign-ins. Wait 15 minutes, or ask an administrator to unlock the account.',
    });
    const body = { name: 'Guessed', password: PASSWORD };
    expect((await refusalOf(app.call(signIn, { body }, {}))).status_code).toBe(429);
    const noted = app.db.selectFrom('audit_entry').select('action').where('subject', '=', `users/${id}`);
    expect(await noted.execute()).toEqual([{ action: 'lockAccount' }]);
  });

  it('changed forgets the wrong ones before', async () => {
    const { open } = await person('Forgetful', PASSWORD);
    const { cookie } = await open();
    for (let n = 0; n < 9; n += 1) await refusalOf(changePassword(cookie, { current_password: 'wrong' }));
    await changePassword(cookie, { current_password: PASSWORD });

    expect((await refusalOf(changePassword(cookie, { current_password: 'wrong' }))).status_code).toBe(422);
    await changePassword(cookie, { current_password: NEW_PASSWORD });
  });

  it('is chosen freely by those who have none yet', async () => {
    const { open } = await person('By OpenID Connect');
    const { cookie } = await open();

    await changePassword(cookie, {});

    expect((await findUserByName(app.db, 'By OpenID Connect'))?.passwordHash).toMatch(/^\$argon2id\$/);
  });

  it('is chosen first only right after signing in: a stolen session cannot stay by it', async () => {
    const { open } = await person('Robbed');
    const { cookie, sessionId } = await open();
    const openedAgo = (minutes: number) =>
      app.db
        .updateTable('session')
        .set({ created_at: new Date(Date.now() - minutes * MINUTE_MS) })
        .where('id', '=', sessionId)
        .execute();
    await openedAgo(10.1);

    expect(await refusalOf(changePassword(cookie, {}))).toMatchObject({
      code: 'conflict',
      message:
        'To choose your first password, show first that it is you: sign out, sign in again, and choose it within 10 minutes.',
    });
    expect((await findUserByName(app.db, 'Robbed'))?.passwordHash).toBeNull();

    await openedAgo(9.5);
    await changePassword(cookie, {});
  });

  it('is not chosen first by an API key', async () => {
    const { id } = await person('Keeper');
    await app.db.updateTable('app_user').set({ role: 'administrator' }).where('id', '=', id).execute();
    const key = { name: 'Keeper', key: 'key of keeper', user_id: id, scope: 'admin' as const };
    await app.db
      .transaction()
      .execute((tx) => insertApiKey(tx, { ...key, origin: 'user', expires_at: null }));

    const attempt = app.call(
      contract.changePassword,
      { body: { new_password: NEW_PASSWORD } },
      { 'x-api-key': key.key },
    );

    expect((await refusalOf(attempt)).message).toContain('To choose your first password');
  });

  it('changed twice at the same time is changed once', async () => {
    const { open } = await person('Hasty', PASSWORD);
    const { cookie } = await open();

    const attempts = await Promise.allSettled(
      [1, 2].map(() => changePassword(cookie, { current_password: PASSWORD })),
    );

    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is nothing that a key of the program has', async () => {
    const body = { new_password: NEW_PASSWORD };

    expect(await refusalOf(app.call(contract.changePassword, { body }))).toMatchObject({
      code: 'conflict',
      message: 'This API key belongs to no user: there is no password to change. Sign in instead.',
    });
  });
});
