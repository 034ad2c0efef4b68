import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUp } from '../../src/contract/access.ts';
import { call } from '../../src/contract/call.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { isAskingWho, signIn } from '../support/browser-steps.ts';
import { startOidcProvider, type TestOidcProvider } from '../support/oidc-provider.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const ADMINISTRATOR = { name: 'ada', password: 'a password of some length' };

const ending = new AsyncDisposableStack();
let provider: TestOidcProvider;
let browser: Browser;
let program: RunningProgram;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  const dataDir = join(path, 'data');
  provider = ending.use(await startOidcProvider());
  browser = ending.use(await launchBrowser());
  program = await startProgram({
    dataDir,
    launched: true,
    environment: {
      API_KEY: '',
      RATE_LIMIT_PUBLIC: '1000',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: 'Home',
      OIDC_DEFAULT_ROLE: 'viewer',
    },
  });
  ending.defer(() => program.stop());
  provider.register(`${program.address}api/oidc/callback`);
  const link = new URL((await readFile(join(dataDir, 'set-up-link'), 'utf8')).trim());
  const token = new URLSearchParams(link.hash.slice(1)).get('token') ?? '';
  await call(setUp, { body: { token, ...ADMINISTRATOR } }, { baseUrl: program.address.replace(/\/$/, '') });
}, 120_000);

afterAll(() => ending.disposeAsync());

it('leads to the provider and back to the page that was opened', async () => {
  await using visitor = await openPage(browser, program.address);
  const { page } = visitor;
  provider.account = {
    subject: 'grace-1',
    claims: { preferred_username: 'grace', email: 'grace@example.org', email_verified: true },
  };
  await page.goto('account');
  await page.getByRole('link', { name: 'Sign in with Home' }).click();

  await page.getByRole('heading', { name: 'Your account', level: 1 }).waitFor();
  await page.getByText('grace, viewer').waitFor();
  await page.getByText(/with OpenID Connect/).waitFor();
  // There is no password yet: one can be given without another.
  await page.getByText('Leave it empty if you have none yet and sign in with Home.').waitFor();
  expect(faultsOf(visitor)).toEqual([]);
});

it('tells on the sign-in page why nobody came in, and lets the password in all the same', async () => {
  await using visitor = await openPage(browser, program.address);
  const { page } = visitor;
  provider.account = null;
  await page.goto('sign-in');
  await page.getByRole('link', { name: 'Sign in with Home' }).click();

  const alert = page.getByRole('alert');
  await alert.getByText('Home did not let you in.').waitFor();
  expect(await alert.locator('code').textContent()).toMatch(/\S+/);
  expect(await page.content()).not.toContain('secret words of the provider');

  await signIn(page, ADMINISTRATOR);
  await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
  expect(faultsOf(visitor)).toEqual([]);
});

/** What went wrong, but for the way to the provider and the question whether somebody is signed in. */
function faultsOf(visitor: WatchedPage): readonly string[] {
  return visitor
    .complaints()
    .filter((complaint) => !complaint.startsWith(`other host: ${provider.issuer}/`))
    .filter((complaint) => !isAskingWho(complaint));
}
