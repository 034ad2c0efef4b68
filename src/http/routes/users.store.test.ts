import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fieldFaults } from '../../../test/support/refusal.ts';
import { refusalOf } from '../../../test/support/refusal-of.ts';
import { PASSWORD, signedIn } from '../../../test/support/sessions.ts';
import { insertApiKey } from '../../access/api-key-store.ts';
import { countAttempt } from '../../access/sign-in-failure-store.ts';
import { LOCK_AFTER } from '../../access/sign-in-throttle.ts';
import { findUserByName } from '../../access/user-store.ts';
import { me } from '../../contract/access.ts';
import * as contract from '../../contract/users.ts';
import { getWanted, wantBook } from '../../contract/wanted.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app[Symbol.asyncDispose]());

const at = (id: number) => ({ params: { id } });

function add(name: string, body: object = {}) {
  return app.call(contract.addUser, { body: { name, role: 'member', ...body } });
}

function change(id: number, body: object) {
  return app.call(contract.changeUser, { ...at(id), body });
}

const refusals = (attempts: readonly Promise<unknown>[]) => Promise.all(attempts.map(refusalOf));

/** Whether a session, or a key, still is somebody. */
async function isIn(headers: Record<string, string>): Promise<boolean> {
  return (await app.fetch('/api/session', { headers })).status === 200;
}

async function passwordHashOf(name: string): Promise<string | null> {
  return (await findUserByName(app.db, name))?.passwordHash ?? null;
}

async function idOf(name: string): Promise<number> {
  return (await findUserByName(app.db, name))?.id ?? 0;
}

describe('a user', () => {
  it('is added, shown, changed and removed, and never shows a password', async () => {
    const added = await add('Ada', { password: PASSWORD, email: 'Ada@example.org' });
    expect(added).toEqual({
      id: expect.any(Number),
      name: 'Ada',
      role: 'member',
      email: 'Ada@example.org',
      enabled: true,
      has_password: true,
      has_oidc: false,
      locked: false,
      created_at: expect.any(String),
      signed_in_at: null,
    });
    expect(await app.needs.passwords.isRight(PASSWORD, await passwordHashOf('ada'))).toBe(true);

    const changed = await change(added.id, { name: 'Ada L.', role: 'viewer', email: null });
    expect(changed).toEqual({ ...added, name: 'Ada L.', role: 'viewer', email: null });
    expect(await app.call(contract.getUser, at(added.id))).toEqual(changed);
    expect(await change(added.id, {})).toEqual(changed);

    await app.call(contract.removeUser, at(added.id));
    const gone = await refusals([
      app.call(contract.getUser, at(added.id)),
      change(added.id, { name: 'Eve' }),
      app.call(contract.removeUser, at(added.id)),
      app.call(contract.endUserSessions, at(added.id)),
      app.call(contract.unlockUser, at(added.id)),
    ]);
    expect(new Set(gone.map(({ message }) => message))).toEqual(new Set([`There is no user ${added.id}.`]));
  });

  it('may be without a password and then comes by OpenID Connect', async () => {
    const { id, has_password } = await add('Only OIDC', { password: null });
    await app.db
      .insertInto('user_identity')
      .values({ issuer: 'https://id.example', subject: '7', user_id: id })
      .execute();

    expect(has_password).toBe(false);
    expect(await app.call(contract.getUser, at(id))).toMatchObject({ has_password: false, has_oidc: true });
  });

  it('has a name and an e-mail address that nobody else has', async () => {
    const first = await add('Émile', { email: 'emile@example.org' });
    const second = await add('Bertha');

    const taken = await refusals([
      add('EMILE'),
      change(second.id, { name: 'emile ' }),
      change(second.id, { email: 'EMILE@example.org' }),
    ]);
    expect(taken.map(({ code, message }) => [code, message])).toEqual([
      ['conflict', 'There is a user named Émile already: choose another name.'],
      ['conflict', 'There is a user named Émile already: choose another name.'],
      ['conflict', 'Émile has this e-mail address already: each belongs to one user.'],
    ]);
    expect(await change(first.id, { name: 'emile', email: 'Emile@example.org' })).toMatchObject({
      name: 'emile',
    });
  });

  it('of the same name twice at once is made once', async () => {
    const attempts = await Promise.allSettled([add('Twice'), add('Twice'), add('twice')]);

    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each<[object, string]>([
    [{ role: 'owner' }, 'role'],
    [{ name: '  ' }, 'name'],
    [{ password: 'short' }, 'password'],
    [{ email: 'nowhere' }, 'email'],
  ])('is not added with %j', async (body, field) => {
    const refusal = await refusalOf(add('Refused', body));

    expect(refusal.status_code).toBe(422);
    expect(fieldFaults(refusal).join()).toMatch(new RegExp(`^${field}: `));
  });

  it('is listed by name, in pages', async () => {
    await using own = await startTestApp();
    for (const name of ['Cäsar', 'ada', 'Bob', 'Zoë', '★'])
      await own.call(contract.addUser, { body: { name, role: 'viewer' } });
    const names: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await own.call(contract.listUsers, {
        query: { limit: 2, count: 'true', ...(cursor === undefined ? {} : { cursor }) },
      });
      expect(page.total).toBe(5);
      names.push(...page.items.map(({ name }) => name));
      cursor = page.next_cursor;
    }

    expect(names).toEqual(['ada', 'Bob', 'Cäsar', 'Zoë', '★']);
  });
});

describe('what a change of a user does at once', () => {
  it('shutting out ends sessions and stops keys; letting in again brings back the keys alone', async () => {
    const cookie = await signedIn(app, 'Out', 'member');
    const id = await idOf('Out');
    await app.db.transaction().execute((tx) =>
      insertApiKey(tx, {
        name: 'Mine',
        key: 'key of out',
        user_id: id,
        scope: 'member',
        origin: 'user',
        expires_at: null,
      }),
    );
    const key = { 'x-api-key': 'key of out' };
    expect([await isIn({ cookie }), await isIn(key)]).toEqual([true, true]);

    expect(await change(id, { enabled: false })).toMatchObject({ enabled: false });
    expect([await isIn({ cookie }), await isIn(key)]).toEqual([false, false]);

    await change(id, { enabled: true });
    expect([await isIn({ cookie }), await isIn(key)]).toEqual([false, true]);
  });

  it('a new role holds from the next request', async () => {
    const cookie = await signedIn(app, 'Risen', 'viewer');
    const may = async () => (await app.call(me, {}, { cookie })).permissions;
    expect(await may()).not.toContain('wanted.edit');

    await change(await idOf('Risen'), { role: 'member' });

    expect(await may()).toContain('wanted.edit');
  });

  it('a new password ends all sessions and is the one that counts', async () => {
    const cookie = await signedIn(app, 'Forgot', 'member');
    expect(await isIn({ cookie })).toBe(true);

    await change(await idOf('Forgot'), { password: PASSWORD });

    expect(await isIn({ cookie })).toBe(false);
    expect(await app.needs.passwords.isRight(PASSWORD, await passwordHashOf('Forgot'))).toBe(true);
  });

  it('a new name ends nothing', async () => {
    const cookie = await signedIn(app, 'Married', 'member');
    await isIn({ cookie });

    await change(await idOf('Married'), { name: 'Renamed' });

    expect((await app.call(me, {}, { cookie })).user?.name).toBe('Renamed');
  });

  it('signing out everywhere ends the sessions', async () => {
    const cookie = await signedIn(app, 'Everywhere', 'member');
    await isIn({ cookie });

    await app.call(contract.endUserSessions, at(await idOf('Everywhere')));

    expect(await isIn({ cookie })).toBe(false);
  });

  it('removing ends sessions; what the user wanted stays', async () => {
    const cookie = await signedIn(app, 'Leaves', 'member');
    const book = { title: 'Emma', authors: ['Jane Austen'] };
    const wanted = await app.call(wantBook, { body: book }, { cookie });
    expect(wanted.requested_by?.name).toBe('Leaves');

    await app.call(contract.removeUser, at(await idOf('Leaves')));

    expect(await isIn({ cookie })).toBe(false);
    expect((await app.call(getWanted, at(wanted.id))).requested_by).toBeNull();
  });
});

describe('a locked user', () => {
  it('is shown as locked until an administrator unlocks them', async () => {
    const { id, name } = await add('Locked');
    for (let attempt = 0; attempt < LOCK_AFTER; attempt += 1)
      await countAttempt(app.db, { name, origin: '192.0.2.7', now: new Date() });

    expect((await app.call(contract.getUser, at(id))).locked).toBe(true);
    const { items } = await app.call(contract.listUsers, { query: { limit: 200 } });
    expect(items.filter(({ locked }) => locked).map((user) => user.name)).toEqual(['Locked']);

    await app.call(contract.unlockUser, at(id));
    expect((await app.call(contract.getUser, at(id))).locked).toBe(false);
  });
});

describe('the last administrator', () => {
  it('can be neither removed, shut out nor made less; nor may two remove each other at once', async () => {
    await using own = await startTestApp();
    const addAdministrator = (name: string) =>
      own.call(contract.addUser, { body: { name, role: 'administrator', password: PASSWORD } });
    const ada = await addAdministrator('Ada');
    const shutOut = await addAdministrator('Shut out');
    const edit = (id: number, body: object) => own.call(contract.changeUser, { ...at(id), body });
    await edit(shutOut.id, { enabled: false });

    for (const refusal of await refusals([
      own.call(contract.removeUser, at(ada.id)),
      edit(ada.id, { role: 'member' }),
      edit(ada.id, { enabled: false }),
    ])) {
      expect(refusal).toMatchObject({
        code: 'conflict',
        message: 'Ada is the last administrator: make somebody else an administrator first.',
      });
    }
    await edit(ada.id, { name: 'Ada L.', password: `${PASSWORD}!` });
    await own.call(contract.removeUser, at(shutOut.id));

    const bob = await addAdministrator('Bob');
    const attempts = await Promise.allSettled([
      own.call(contract.removeUser, at(ada.id)),
      edit(bob.id, { role: 'viewer' }),
    ]);
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the last administrator with a password', () => {
  it('stays too: without one nobody comes in while the provider is down', async () => {
    await using own = await startTestApp();
    const addAdministrator = (name: string, password: string | null) =>
      own.call(contract.addUser, { body: { name, role: 'administrator', password } });
    const edit = (id: number, body: object) => own.call(contract.changeUser, { ...at(id), body });
    const ada = await addAdministrator('Ada', PASSWORD);
    const byProvider = await addAdministrator('By provider', null);
    const shutOut = await addAdministrator('Shut out', PASSWORD);
    await edit(shutOut.id, { enabled: false });

    for (const refusal of await refusals([
      own.call(contract.removeUser, at(ada.id)),
      edit(ada.id, { role: 'member' }),
      edit(ada.id, { enabled: false }),
    ])) {
      expect(refusal).toMatchObject({
        code: 'conflict',
        message:
          'Ada is the last administrator with a password: give another administrator one first, so that there is a way in while the OpenID Connect provider is down.',
      });
    }

    await edit(byProvider.id, { password: PASSWORD });
    await own.call(contract.removeUser, at(ada.id));
  });

  it('does not keep those who have none', async () => {
    await using own = await startTestApp();
    const [one] = await Promise.all(
      ['One', 'Other'].map((name) =>
        own.call(contract.addUser, { body: { name, role: 'administrator', password: null } }),
      ),
    );

    await own.call(contract.removeUser, at(one?.id ?? 0));

    expect((await own.call(contract.listUsers)).items).toHaveLength(1);
  });
});

describe('everybody but administrators', () => {
  it.each(['member', 'viewer'] as const)('a %s sees no users', async (role) => {
    const cookie = await signedIn(app, `Curious ${role}`, role);

    const refused = await refusals([
      app.call(contract.listUsers, {}, { cookie }),
      app.call(contract.getUser, at(1), { cookie }),
      app.call(contract.addUser, { body: { name: 'Eve', role: 'administrator' } }, { cookie }),
      app.call(contract.changeUser, { ...at(1), body: { role: 'administrator' } }, { cookie }),
    ]);
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'forbidden'));
  });
});
