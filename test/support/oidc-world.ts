import pino from 'pino';
import { expect } from 'vitest';
import { insertUser, type User } from '../../src/access/user-store.ts';
import type { AppOptions } from '../../src/app.ts';
import { describeOidcFault, isOidcFault, OIDC_FAULTS } from '../../src/base/oidc-fault.ts';
import type { Role } from '../../src/base/roles.ts';
import { me } from '../../src/contract/access.ts';
import type { OidcConfig } from '../../src/platform/config.ts';
import { startTestApp, type TestApp } from './app.ts';
import { startOidcProvider, type TestOidcProvider } from './oidc-provider.ts';
import { createTinyBrowser, type TinyBrowser } from './tiny-browser.ts';

/** The provider's account unless a test says otherwise. */
export const ADA = {
  subject: 'ada-1',
  claims: { preferred_username: 'ada', name: 'Ada Lovelace', email: 'ada@example.org', email_verified: true },
};

/** The program, a real provider that it trusts, and a browser. */
export interface OidcWorld extends AsyncDisposable {
  readonly provider: TestOidcProvider;
  app: TestApp;
  browser: TinyBrowser;
  /** What the program takes for the time. */
  now: Date;
  /** Since the last start. */
  logged: string[];
  /** The program with these settings and without users; the same one where they are those of before. */
  start(config: Partial<OidcConfig>, basePath?: string, publicUrl?: string | null): Promise<void>;
  /** The whole way there and back, up to the page to which it leads. */
  signIn(returnTo?: string, as?: TinyBrowser): Promise<URL>;
  /** The address with which the provider sends the browser back, unopened. */
  comeBack(): Promise<URL>;
  isPage(url: URL): boolean;
  /** The user, or the status of the refusal. */
  whoIs(as?: TinyBrowser): Promise<User | number | null>;
  addUser(name: string, role: Role, email?: string | null): Promise<User>;
  /** Entries of these actions since the last start. */
  audit(...actions: readonly string[]): Promise<readonly unknown[]>;
}

export async function startOidcWorld(): Promise<OidcWorld> {
  const provider = await startOidcProvider();
  const told = { now: new Date(), logged: [] as string[] };
  const settings = (config: Partial<OidcConfig>): Partial<AppOptions> => ({
    clock: { now: () => told.now },
    log: pino({ level: 'debug' }, { write: (line: string) => void told.logged.push(line) }),
    oidc: {
      issuer: provider.issuer,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      name: 'Home',
      scopes: 'openid profile email groups',
      groupsClaim: 'groups',
      groups: { administrator: [], member: [], viewer: [] },
      defaultRole: 'viewer',
      linkByEmail: false,
      ...config,
    },
  });
  let started = JSON.stringify([{}, '/', null]);
  let auditedBefore = 0;

  const app = await startTestApp(settings({}));
  const world: OidcWorld = Object.assign(told, {
    provider,
    app,
    browser: createTinyBrowser(),
    async start(config: Partial<OidcConfig>, basePath = '/', publicUrl: string | null = null) {
      const wanted = JSON.stringify([config, basePath, publicUrl]);
      if (wanted !== started) {
        await world.app[Symbol.asyncDispose]();
        world.app = await startTestApp({ ...settings(config), basePath, publicUrl });
        started = wanted;
      }
      await world.app.db.deleteFrom('app_user').execute();
      await world.app.db.deleteFrom('sign_in_failure').execute();
      auditedBefore = await lastEntry(world.app);
      world.logged = [];
      provider.register(`${publicUrl ?? world.app.baseUrl + basePath}api/oidc/callback`);
      provider.account = ADA;
    },
    signIn: (returnTo = '/', as = world.browser) =>
      as.follow(`${homeOf(world.app)}api/oidc/start?return_to=${encodeURIComponent(returnTo)}`, world.isPage),
    comeBack: () =>
      world.browser.follow(
        `${homeOf(world.app)}api/oidc/start`,
        ({ pathname }) => pathname === '/api/oidc/callback',
      ),
    isPage: ({ origin, pathname }: URL) => origin === world.app.baseUrl && !pathname.includes('/api/'),
    async whoIs(as = world.browser) {
      const response = await as.open(`${homeOf(world.app)}api/session`);
      return response.status === 200 ? me.reply.parse(await response.json()).user : response.status;
    },
    addUser: (name: string, role: Role, email: string | null = null) =>
      world.app.db.transaction().execute((tx) => insertUser(tx, { name, passwordHash: 'x', role, email })),
    async audit(...actions: readonly string[]) {
      const entries = await world.app.db
        .selectFrom('audit_entry')
        .select(['action', 'outcome', 'actor_kind', 'subject', 'detail'])
        .where('id', '>', auditedBefore)
        .where('action', 'in', actions)
        .orderBy('id')
        .execute();
      return entries;
    },
    async [Symbol.asyncDispose]() {
      await world.app[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
    },
  });
  return world;
}

/** What the sign-in page is to tell; null where it is another page. */
export function faultOf({ pathname, searchParams }: URL): string | null {
  if (pathname !== '/sign-in') return null;
  expect(searchParams.get('request_id')).toMatch(/^[\w.:-]{1,128}$/);
  expect([...searchParams.keys()]).toEqual(['fault', 'request_id']);
  const fault = searchParams.get('fault');
  expect(OIDC_FAULTS).toContain(fault);
  return isOidcFault(fault) ? describeOidcFault(fault, 'Home') : null;
}

function homeOf({ baseUrl, needs }: TestApp): string {
  return baseUrl + needs.basePath;
}

async function lastEntry({ db }: TestApp): Promise<number> {
  const query = db.selectFrom('audit_entry').select('id').orderBy('id', 'desc').limit(1);
  return (await query.executeTakeFirst())?.id ?? 0;
}
