import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp } from '../../../test/support/app.ts';
import { startOidcProvider } from '../../../test/support/oidc-provider.ts';
import { ADA, faultOf, type OidcWorld, startOidcWorld } from '../../../test/support/oidc-world.ts';
import { sessionCookie } from '../../../test/support/sessions.ts';
import { createTinyBrowser } from '../../../test/support/tiny-browser.ts';
import { openPending, sealPending } from '../../access/oidc/pending-sign-in.ts';
import { findUserByName } from '../../access/user-store.ts';
import { MINUTE_MS } from '../../base/clock.ts';
import { setUpState } from '../../contract/access.ts';
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

const EXPIRED =
  'This sign-in took longer than 10 minutes, was used already or began in another browser. Try again.';
const UNPROVEN = expect.stringContaining('The answer of Home could not be verified.');

describe('somebody who comes by OpenID Connect', () => {
  it('is a new user, led to where they were going', async () => {
    expect((await world.app.call(setUpState, {}, {})).oidc).toEqual({ name: 'Home' });

    const page = await world.signIn('/wanted?state=open');

    expect(page.pathname + page.search).toBe('/wanted?state=open');
    expect(await world.whoIs()).toEqual({ id: expect.any(Number), name: 'ada', role: 'viewer' });
    expect([...world.browser.cookies(world.app.baseUrl).keys()].sort()).toEqual([
      'mamcrawler_device',
      SESSION_COOKIE,
    ]);
    const stored = await world.app.db.selectFrom('app_user').selectAll().executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ email: 'ada@example.org', password_hash: null });
    expect(stored.signed_in_at).toEqual(world.now);
    expect(await world.audit('finishOidc')).toEqual([
      {
        action: 'finishOidc',
        outcome: 'done',
        actor_kind: 'user',
        subject: `users/${stored.id}`,
        detail: {},
      },
    ]);
  });

  it('is the same user next time, whatever they are called by then, and their old session ends', async () => {
    await world.signIn();
    const first = await world.whoIs();
    const session = world.browser.cookies(world.app.baseUrl).get(SESSION_COOKIE);
    world.provider.account = { subject: ADA.subject, claims: { preferred_username: 'lovelace' } };

    await world.signIn();

    expect(await world.whoIs()).toEqual(first);
    expect(world.browser.cookies(world.app.baseUrl).get(SESSION_COOKIE)).not.toBe(session);
    expect(
      (await world.app.fetch('/api/session', { headers: { cookie: sessionCookie(String(session)) } })).status,
    ).toBe(401);
  });

  it('is nobody else of the same name', async () => {
    const local = await world.addUser('Ada', 'administrator');
    await world.signIn();
    expect(await world.whoIs()).toEqual({ id: expect.any(Number), name: 'Ada Lovelace', role: 'viewer' });

    world.provider.account = {
      subject: 'ada-2',
      claims: { preferred_username: 'ADA', name: 'Ada Lovelace' },
    };
    const other = createTinyBrowser();
    await world.signIn('/', other);

    expect(await world.whoIs(other)).toMatchObject({ name: 'ADA 2' });
    expect(await findUserByName(world.app.db, 'Ada')).toMatchObject({ id: local.id });
  });

  it('comes back to a program below a path, whose cookies go nowhere else', async () => {
    await world.start({}, '/books/');
    const response = await world.browser.open(`${world.app.baseUrl}/books/api/oidc/start`);
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^mamcrawler_oidc=[\w-]+; Max-Age=600; Path=\/books\/api\/oidc; HttpOnly; SameSite=Lax$/,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');

    const page = await world.signIn('/wanted');

    expect(page.pathname).toBe('/books/wanted');
    expect(await world.whoIs()).toMatchObject({ name: 'ada' });
  });

  it('is sent back to PUBLIC_URL where it is given', async () => {
    await world.start({}, '/', 'https://books.example.org/');

    const back = await world.browser.follow(
      `${world.app.baseUrl}/api/oidc/start`,
      ({ host }) => host === 'books.example.org',
    );

    expect(back.origin + back.pathname).toBe('https://books.example.org/api/oidc/callback');
    expect(back.searchParams.get('iss')).toBe(world.provider.issuer);
    const page = await world.browser.follow(
      `${world.app.baseUrl}/api/oidc/callback${back.search}`,
      world.isPage,
    );
    expect([page.pathname, await world.whoIs()]).toEqual(['/', expect.objectContaining({ name: 'ada' })]);
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', '/a\r\nb: c', ''])(
    'is not led elsewhere afterwards: return_to=%j is refused',
    async (returnTo) => {
      const response = await world.app.fetch(`/api/oidc/start?return_to=${encodeURIComponent(returnTo)}`);

      expect(response.status).toBe(422);
    },
  );

  it('is led to the start page where the path that was named leads out of the program', async () => {
    expect((await world.signIn('/..//elsewhere.example')).href).toBe(`${world.app.baseUrl}/`);
  });
});

describe('what comes back', () => {
  it('counts only in the browser that began: nobody can be signed in as somebody else', async () => {
    const back = await world.comeBack();
    const victim = createTinyBrowser();

    expect(faultOf(await victim.follow(back.href, world.isPage))).toBe(EXPIRED);
    expect(await world.whoIs(victim)).toBe(401);
    await victim.open(`${world.app.baseUrl}/api/oidc/start`);
    expect(faultOf(await victim.follow(back.href, world.isPage))).toEqual(UNPROVEN);
    expect(await world.whoIs(victim)).toBe(401);
  });

  it('counts once', async () => {
    const back = await world.comeBack();
    const pending = world.browser.cookies(world.app.baseUrl).get('mamcrawler_oidc') ?? '';
    await world.browser.follow(back.href, world.isPage);
    expect(await world.whoIs()).toMatchObject({ name: 'ada' });

    expect(faultOf(await world.browser.follow(back.href, world.isPage))).toBe(EXPIRED);

    const thief = createTinyBrowser();
    thief.cookies(world.app.baseUrl).set('mamcrawler_oidc', pending);
    expect(faultOf(await thief.follow(back.href, world.isPage))).toEqual(UNPROVEN);
    expect(await world.whoIs(thief)).toBe(401);
  });

  it('is not noted where nobody began, however often it is opened', async () => {
    for (const cookie of ['', 'mamcrawler_oidc=made-up']) {
      const path = '/api/oidc/callback?code=a&state=b';
      const { headers } = await world.app.fetch(path, { headers: { cookie } });
      expect(faultOf(new URL(headers.get('location') ?? '', world.app.baseUrl))).toBe(EXPIRED);
    }

    expect(await world.audit('finishOidc')).toEqual([]);
  });

  it('unproven is noted once in 15 minutes for each address', async () => {
    const tryInVain = async () => {
      await world.browser.open(`${world.app.baseUrl}/api/oidc/start`);
      return faultOf(
        await world.browser.follow(`${world.app.baseUrl}/api/oidc/callback?code=a`, world.isPage),
      );
    };
    for (let n = 0; n < 3; n += 1) expect(await tryInVain()).toEqual(UNPROVEN);
    expect(await world.audit('finishOidc')).toHaveLength(1);

    world.now = new Date(world.now.getTime() + 15 * MINUTE_MS);
    await tryInVain();

    expect(await world.audit('finishOidc')).toHaveLength(2);
  });

  it('counts for 10 minutes', async () => {
    const back = await world.comeBack();
    world.now = new Date(world.now.getTime() + 10 * MINUTE_MS);

    expect(faultOf(await world.browser.follow(back.href, world.isPage))).toBe(EXPIRED);
  });

  it.each([
    ['another state', { state: 'another' }, UNPROVEN],
    ['no state', { state: null }, UNPROVEN],
    ['the issuer of somebody else', { iss: 'https://elsewhere.example' }, UNPROVEN],
    ['no issuer', { iss: null }, UNPROVEN],
    ['another code', { code: 'another' }, UNPROVEN],
    ['no code', { code: null }, UNPROVEN],
  ])('with %s is refused', async (_, changes, fault) => {
    const back = await world.comeBack();
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) back.searchParams.delete(name);
      else back.searchParams.set(name, value);
    }

    expect(faultOf(await world.browser.follow(back.href, world.isPage))).toEqual(fault);

    expect(await world.whoIs()).toBe(401);
    expect(world.browser.cookies(world.app.baseUrl).size).toBe(0);
    expect(await world.audit('finishOidc')).toMatchObject([
      { outcome: 'refused', actor_kind: 'nobody', subject: null, detail: { reason: 'unproven' } },
    ]);
  });

  it.each([
    ['nonce', 'nonce'],
    ['codeVerifier', 'invalid_grant'],
    ['state', 'state'],
  ])('is refused with another %s than it began with, which the log tells', async (field, reason) => {
    const back = await world.comeBack();
    const jar = world.browser.cookies(world.app.baseUrl);
    const pending = openPending(world.app.needs.secretBox, jar.get('mamcrawler_oidc') ?? '', world.now);
    if (pending === null) throw new Error('The browser keeps nothing');
    const changed = { ...pending, [field]: 'a'.repeat(43) };
    jar.set('mamcrawler_oidc', sealPending(world.app.needs.secretBox, changed, world.now));

    expect(faultOf(await world.browser.follow(back.href, world.isPage))).toEqual(UNPROVEN);

    expect(await world.whoIs()).toBe(401);
    const warning = world.logged.find((line) => line.includes('sign-in by OpenID Connect failed')) ?? '{}';
    expect(JSON.parse(warning).reason).toContain(reason);
  });

  it('leaves neither codes nor tokens nor secrets in the log', async () => {
    const back = await world.comeBack();
    const secrets = [
      back.searchParams.get('code'),
      back.searchParams.get('state'),
      world.provider.clientSecret,
    ];
    secrets.push(...world.browser.cookies(world.app.baseUrl).values());
    await world.browser.follow(back.href, world.isPage);
    secrets.push(...world.browser.cookies(world.app.baseUrl).values());

    expect(await world.whoIs()).toMatchObject({ name: 'ada' });
    const log = world.logged.join('');
    expect(log).toContain('/api/oidc/callback');
    for (const secret of secrets) expect(log).not.toContain(secret);
    expect(log).not.toContain('eyJ');
  });

  it.each([
    ['made up', () => 'made-up'],
    ['empty', () => ''],
    [
      'sealed for another purpose',
      () => Buffer.from(world.app.needs.secretBox.seal('{}')).toString('base64url'),
    ],
    ['no JSON', () => Buffer.from(world.app.needs.secretBox.seal('a password')).toString('base64url')],
  ])('is refused where what the browser kept is %s', async (_, cookie) => {
    const back = await world.comeBack();
    world.browser.cookies(world.app.baseUrl).set('mamcrawler_oidc', cookie());

    expect(faultOf(await world.browser.follow(back.href, world.isPage))).toBe(EXPIRED);
  });

  it('is an error on the list where the program itself is at fault', async () => {
    const back = await world.comeBack();
    await sql`alter table user_identity rename to user_identity_away`.execute(world.app.db);
    const page = await world.browser.follow(back.href, world.isPage);
    await sql`alter table user_identity_away rename to user_identity`.execute(world.app.db);

    expect(page.searchParams.get('fault')).toBe('unexpected');
    const places = () =>
      world.app.db.selectFrom('error_group').select(['place', 'last_request_id']).execute();
    await expect
      .poll(places)
      .toEqual([{ place: 'GET /api/oidc/callback', last_request_id: page.searchParams.get('request_id') }]);
  });

  it('tells that the provider said no, and nothing of its words', async () => {
    world.provider.account = null;

    const page = await world.signIn();

    expect(faultOf(page)).toBe('Home did not let you in. Try again, or sign in with a password.');
    expect(page.href).not.toContain('secret');
  });
});

describe('a provider that is down', () => {
  it('is told on the sign-in page, and asked anew at the next try', async () => {
    const down = await startOidcProvider();
    await world.start({ issuer: down.issuer, name: 'Home' });
    await down.stop();
    const words = 'Home cannot be reached now. Try again later, or sign in with a password.';

    expect(faultOf(await world.signIn())).toBe(words);
    expect(faultOf(await world.signIn())).toBe(words);
  });

  it('is told also where it goes down in between', async () => {
    const falling = await startOidcProvider();
    await world.start({ issuer: falling.issuer, clientSecret: falling.clientSecret });
    falling.account = ADA;
    falling.register(`${world.app.baseUrl}/api/oidc/callback`);
    const back = await world.comeBack();
    await falling.stop();

    expect(faultOf(await world.browser.follow(back.href, world.isPage))).toContain('cannot be reached now');
    expect(await world.whoIs()).toBe(401);
  });

  it('is asked once what it offers, not at each sign-in', async () => {
    await world.start({ name: 'Home, anew' });
    const asked = () =>
      world.provider.requests.filter((path) => path.includes('openid-configuration')).length;
    const before = asked();

    await world.signIn();
    await world.signIn('/', createTinyBrowser());

    expect(asked() - before).toBe(1);
  });

  it('that does not know our secret is told in the log, not to strangers', async () => {
    await world.start({ clientSecret: 'wrong' });

    expect(faultOf(await world.signIn())).toEqual(UNPROVEN);
  });
});

it('does not exist where no provider is set up', async () => {
  await using plain = await startTestApp();

  const statuses = [
    (await plain.fetch('/api/oidc/start')).status,
    (await plain.fetch('/api/oidc/callback?code=a&state=b')).status,
  ];

  expect(statuses).toEqual([404, 404]);
  expect((await plain.call(setUpState, {}, {})).oidc).toBeNull();
});
