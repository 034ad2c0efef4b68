import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADA, faultOf, type OidcWorld, startOidcWorld } from '../../../test/support/oidc-world.ts';
import { sessionCookie } from '../../../test/support/sessions.ts';
import { createTinyBrowser } from '../../../test/support/tiny-browser.ts';
import { findUserById, insertUser, updateUser } from '../../access/user-store.ts';
import type { Role } from '../../base/roles.ts';
import { me } from '../../contract/access.ts';
import { addApiKey } from '../../contract/api-keys.ts';
import { SESSION_COOKIE } from '../authenticate.ts';

let world: OidcWorld;

beforeAll(async () => {
  world = await startOidcWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

beforeEach(async () => {
  world.now = new Date();
  world.browser = createTinyBrowser();
  await world.start({});
});

const GROUPS = { administrator: ['book-admins'], member: ['readers', 'family'], viewer: ['guests'] };

describe('linking by e-mail', () => {
  it.each<[string, boolean, Record<string, unknown>, boolean]>([
    [
      'happens where it is allowed and verified',
      true,
      { email: 'ADA@example.org', email_verified: true },
      true,
    ],
    [
      'does not happen unless it is allowed',
      false,
      { email: 'ada@example.org', email_verified: true },
      false,
    ],
    ['does not happen with an address that is not verified', true, { email: 'ada@example.org' }, false],
    ['nor with one that is said not to be', true, { email: 'ada@example.org', email_verified: false }, false],
    ['nor with words in place of yes', true, { email: 'ada@example.org', email_verified: 'yes' }, false],
  ])('%s', async (_, linkByEmail, claims, linked) => {
    await world.start({ linkByEmail });
    const local = await world.addUser('Ada', 'member', 'ada@example.org');
    world.provider.account = { subject: 'ada-1', claims: { preferred_username: 'al', ...claims } };

    await world.signIn();

    expect(await world.whoIs()).toEqual(
      linked ? local : { id: expect.any(Number), name: 'al', role: 'viewer' },
    );
    const users = await world.app.db.selectFrom('app_user').select('email').orderBy('id').execute();
    // What is not verified is not kept either: it could be somebody's who comes later.
    expect(users).toEqual([{ email: 'ada@example.org' }, ...(linked ? [] : [{ email: null }])]);
  });

  it('does not bring an account to the next owner of an address', async () => {
    await world.start({ linkByEmail: true });
    const local = await world.addUser('Ada', 'member', 'ada@example.org');
    await world.signIn();
    expect(await world.whoIs()).toMatchObject({ id: local.id });

    world.provider.account = {
      subject: 'somebody-else',
      claims: { ...ADA.claims, preferred_username: 'next' },
    };
    const next = createTinyBrowser();
    await world.signIn('/', next);

    expect(await world.whoIs(next)).toMatchObject({ name: 'next' });
  });

  it('does not let a disabled user in', async () => {
    await world.start({ linkByEmail: true });
    const { id } = await world.addUser('Ada', 'member', 'ada@example.org');
    await world.app.db.transaction().execute((tx) => updateUser(tx, id, { enabled: false }));

    expect(faultOf(await world.signIn())).toBe('Your account is disabled. Ask an administrator.');

    expect(await world.whoIs()).toBe(401);
    expect(await world.audit('finishOidc')).toEqual([
      {
        action: 'finishOidc',
        outcome: 'refused',
        actor_kind: 'nobody',
        subject: `users/${id}`,
        detail: { reason: 'disabled' },
      },
    ]);
  });
});

describe('groups', () => {
  function inGroups(...groups: readonly string[]) {
    world.provider.account = { ...ADA, claims: { ...ADA.claims, groups } };
  }

  it.each<[readonly string[], Role | null, Role | null]>([
    [['readers'], null, 'member'],
    [['guests', 'book-admins', 'family'], null, 'administrator'],
    [['guests'], 'member', 'viewer'],
    [['others'], 'viewer', 'viewer'],
    [['Readers'], null, null],
    [[], null, null],
  ])('%j, with the preset %s, give the role %s', async (groups, defaultRole, role) => {
    await world.start({ groups: GROUPS, defaultRole });
    inGroups(...groups);

    const page = await world.signIn();

    expect(await world.whoIs()).toEqual(role === null ? 401 : { id: expect.any(Number), name: 'ada', role });
    expect(faultOf(page)).toBe(
      role === null
        ? 'Home knows you, but nothing there gives you access to MAMcrawler. Ask an administrator to add you.'
        : null,
    );
    expect(await world.app.db.selectFrom('app_user').select('id').execute()).toHaveLength(
      role === null ? 0 : 1,
    );
  });

  it('change the role at the next sign-in, at once also in sessions that live', async () => {
    await world.start({ groups: GROUPS, defaultRole: null });
    await world.addUser('Root', 'administrator');
    inGroups('book-admins');
    await world.signIn();
    expect(await world.whoIs()).toMatchObject({ role: 'administrator' });

    inGroups('guests');
    await world.signIn('/', createTinyBrowser());

    await expect.poll(() => world.whoIs()).toMatchObject({ role: 'viewer' });
    expect(await world.audit('changeUser')).toMatchObject([
      { actor_kind: 'program', detail: { fields: ['role'], from: 'administrator', to: 'viewer' } },
    ]);
  });

  it('that let somebody in no more end their sessions and stop their keys, until an administrator enables them', async () => {
    await world.start({ groups: GROUPS, defaultRole: null });
    inGroups('readers');
    await world.signIn();
    const cookie = sessionCookie(String(world.browser.cookies(world.app.baseUrl).get(SESSION_COOKIE)));
    const { user } = await world.app.call(me, {}, { cookie });
    const { key } = await world.app.call(addApiKey, { body: { name: 'Mine', scope: 'read' } }, { cookie });
    const withKey = async () =>
      (await world.app.fetch('/api/session', { headers: { 'x-api-key': key } })).status;
    expect(await withKey()).toBe(200);

    inGroups('others');
    const words = faultOf(await world.signIn('/', createTinyBrowser()));

    expect(words).toContain('nothing there gives you access');
    expect([await world.whoIs(), await withKey()]).toEqual([401, 401]);
    const left = await world.app.db.selectFrom('session').select('id').execute();
    expect(left).toEqual([]);
    expect(await world.audit('disableUser', 'finishOidc')).toMatchObject([
      { action: 'finishOidc', outcome: 'done' },
      {
        action: 'disableUser',
        outcome: 'done',
        actor_kind: 'program',
        subject: `users/${user?.id}`,
        detail: { fields: ['enabled'], because: 'groups at the OpenID Connect provider' },
      },
      { action: 'finishOidc', outcome: 'refused', detail: { reason: 'not_allowed' } },
    ]);
    inGroups('readers');
    expect(faultOf(await world.signIn())).toBe('Your account is disabled. Ask an administrator.');
  });

  it('do not shut out a local user whom only an e-mail address leads to, and who never came by the provider', async () => {
    await world.start({ groups: GROUPS, defaultRole: null, linkByEmail: true });
    const { id } = await world.addUser('Ada', 'member', 'ada@example.org');
    inGroups('others');

    expect(faultOf(await world.signIn())).toContain('nothing there gives you access');

    expect(await findUserById(world.app.db, id)).toMatchObject({ enabled: true });
  });

  it('do not take the last administrator with a password away either', async () => {
    await world.start({ groups: GROUPS, defaultRole: null, linkByEmail: true });
    const { id } = await world.addUser('Ada', 'administrator', 'ada@example.org');
    inGroups('book-admins');
    await world.signIn();
    await world.app.db
      .transaction()
      .execute((tx) => insertUser(tx, { name: 'Other', passwordHash: null, role: 'administrator' }));

    inGroups('others');
    await world.signIn();

    expect(await world.whoIs()).toMatchObject({ id, role: 'administrator' });
    expect(await world.audit('keepLastAdministrator', 'disableUser')).toMatchObject([
      { action: 'keepLastAdministrator' },
    ]);
  });

  it('never take the last administrator away, which the audit log tells', async () => {
    await world.start({ groups: GROUPS, defaultRole: 'viewer' });
    inGroups('book-admins');
    await world.signIn();

    inGroups('guests');
    await world.signIn();

    expect(await world.whoIs()).toMatchObject({ role: 'administrator' });
    expect(await world.audit('keepLastAdministrator')).toMatchObject([
      { outcome: 'done', actor_kind: 'program' },
    ]);
  });

  it('leave the role alone where none is given a meaning', async () => {
    await world.start({ linkByEmail: true });
    await world.addUser('Ada', 'member', 'ada@example.org');
    inGroups('book-admins');

    await world.signIn();

    expect(await world.whoIs()).toMatchObject({ role: 'member' });
  });
});
