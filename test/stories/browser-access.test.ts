import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, PHONE, type WatchedPage } from '../support/browser.ts';
import { expectFit, isAskingWho, setUpAdministrator, signIn } from '../support/browser-steps.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const ADMINISTRATOR = { name: 'ada', password: 'a password of some length' };
const MEMBER = { name: 'bob', password: 'another password of length' };
const NEW_PASSWORD = 'a third password of length';

const ending = new AsyncDisposableStack();
let browser: Browser;
let program: RunningProgram;
let admin: WatchedPage;
let member: WatchedPage;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  const dataDir = join(path, 'data');
  browser = ending.use(await launchBrowser());
  // By the launcher, which builds the web client where it is stale. A page is many requests, and here there are many pages.
  program = await startProgram({
    dataDir,
    launched: true,
    environment: { API_KEY: '', RATE_LIMIT_PUBLIC: '1000' },
  });
  ending.defer(() => program.stop());
  admin = ending.use(await openPage(browser, program.address));
  member = ending.use(await openPage(browser, program.address));

  await setUpAdministrator(admin.page, dataDir, ADMINISTRATOR);
}, 120_000);

afterAll(() => ending.disposeAsync());

/** Whatever a test shows, nothing may go wrong in passing. */
afterEach(() => {
  expect(admin.complaints()).toEqual([]);
  expect(member.complaints()).toEqual([]);
});

describe('the sign-in', () => {
  it('says that the name or the password is wrong, with the id of the request, and offers no provider', async () => {
    const { page } = member;
    await page.goto('sign-in');
    await page.getByLabel('Name').fill('nobody of this name');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();

    const alert = page.getByRole('alert');
    await alert.getByText('The name or the password is wrong.').waitFor();
    expect(await alert.getByText(/^Request/).textContent()).toMatch(/^Request \S+/);
    expect(await page.getByRole('link', { name: /^Sign in with/ }).count()).toBe(0);
    expect(member.complaints()).toEqual(['401 POST /api/session']);
  });

  it('tells in words that too many failed, and when to come again', async () => {
    await using stranger = await openPage(browser, program.address);
    const { page } = stranger;
    const body = { error: 'rate_limit_exceeded', retry_after: 840 };
    let answer = () => {};
    await page.route('**/api/session', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return route.fulfill({
        status: 429,
        json: { ...refusal('Too many failed sign-ins. Wait 15 minutes.'), ...body },
      });
    });
    await page.goto('sign-in');
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill('wrong');
    const button = page.getByRole('button', { name: 'Sign in' });
    await button.click();
    // The server holds such answers back for up to 5 s.
    await page.locator('button[aria-busy=true]').waitFor();
    expect(await button.isDisabled()).toBe(true);
    answer();

    await page.getByRole('alert').getByText('Too many failed sign-ins. Wait 15 minutes.').waitFor();
    await page.getByText(/You can try again at \d\d:\d\d, in 14 min/).waitFor();
    expect(await button.isDisabled()).toBe(true);
    // Another account is not concerned.
    await page.getByLabel('Name').fill('bob');
    expect(await button.isDisabled()).toBe(false);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('an administrator', () => {
  it('adds a member', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('button', { name: 'Add a user' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a user' });
    await dialog.getByLabel('Name').fill(MEMBER.name);
    await dialog.getByLabel('Role').selectOption('Member');
    await dialog.getByLabel('Password').fill('short');
    await dialog.getByRole('button', { name: 'Add the user' }).click();
    await dialog.getByText('Must have at least 10 characters').waitFor();
    expect(admin.complaints()).toEqual(['422 POST /api/users']);

    await dialog.getByLabel('Password').fill(MEMBER.password);
    await dialog.getByRole('button', { name: 'Add the user' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const row = userRow(page, MEMBER.name);
    await row.getByText('has not signed in yet').waitFor();
    await page.getByText('2 users').waitFor();
  });

  it('is told why the last administrator stays one', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: `Change ${ADMINISTRATOR.name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Role').selectOption('Viewer');
    await dialog.getByRole('button', { name: 'Save' }).click();

    await dialog
      .getByRole('alert')
      .getByText(/administrator/)
      .waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(admin.complaints()).toEqual([expect.stringMatching(/^409 PATCH \/api\/users\/\d+$/)]);
  });
});

describe('a member', () => {
  it('comes back after the sign-in to the page that they opened', async () => {
    const { page } = member;
    await page.goto('account');
    await page.waitForURL('**/sign-in?next=*');
    await signIn(page, MEMBER);
    await page.getByRole('heading', { name: 'Your account', level: 1 }).waitFor();
    expect(member.complaints().filter((complaint) => !isAskingWho(complaint))).toEqual([]);
  });

  it('sees only what they may', async () => {
    const { page } = member;
    const names = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents();
    expect(names).toEqual([
      'Library',
      'Authors',
      'Series',
      'Wanted',
      'Queue',
      'Imports',
      'History',
      'Changes',
      'Duplicates',
      'Faults',
      'Incomplete',
      'Statistics',
    ]);

    await page.getByRole('link', { name: 'Wanted' }).click();
    await page.getByRole('button', { name: 'Want a book' }).waitFor();
    for (const path of ['settings', 'users', 'audit', 'errors']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'Your role does not include this page' }).waitFor();
    }
    await page.getByText(`You are signed in as ${MEMBER.name}, a member.`).waitFor();
  });

  it('stops their own wants, and nobody else’s', async () => {
    await wantABook(admin.page, 'The Time Machine', 'H. G. Wells');
    await wantABook(member.page, 'Dracula', 'Bram Stoker');
    const { page } = member;
    await page.getByRole('heading', { name: 'The Time Machine' }).waitFor();

    expect(await page.getByRole('button', { name: /^Stop wanting/ }).count()).toBe(1);
    await page.getByRole('button', { name: 'Stop wanting Dracula' }).waitFor();
    await admin.page.getByRole('button', { name: 'Stop wanting Dracula' }).waitFor();
    await admin.page.getByRole('button', { name: 'Stop wanting The Time Machine' }).waitFor();
  });

  it('is shown less as soon as they are a viewer', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Users' }).click();
    await changeRole(page, 'Viewer');

    await member.page.getByRole('button', { name: 'Stop wanting Dracula' }).click();
    await member.page.getByRole('button', { name: 'Stop wanting it' }).click();
    // The server refuses, says why, and the page asks anew what may be done.
    const dialog = member.page.getByRole('dialog');
    await dialog.getByRole('alert').getByText('Your role (viewer) does not allow this.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await member.page.getByRole('button', { name: 'Want a book' }).waitFor({ state: 'detached' });
    expect(await member.page.getByRole('button', { name: /^Stop wanting/ }).count()).toBe(0);
    expect(member.complaints()).toEqual([expect.stringMatching(/^403 DELETE \/api\/wanted\/\d+$/)]);

    await changeRole(page, 'Member');
    await member.page.reload();
    await member.page.getByRole('button', { name: 'Want a book' }).waitFor();
  });
});

describe('an API key', () => {
  let key = '';

  it('is shown once', async () => {
    const { page } = member;
    await page.getByRole('link', { name: /^Your account/ }).click();
    await page.getByRole('button', { name: 'Make an API key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make an API key' });
    await dialog.getByLabel('Name').fill('Home dashboard');
    // A member's key can do no more than a member.
    expect(await dialog.getByLabel('Scope').getByRole('option').allTextContents()).toEqual([
      'Read',
      'Member',
    ]);
    await dialog.getByLabel('Expires').selectOption('In 90 days');
    await dialog.getByRole('button', { name: 'Make the key' }).click();

    const shown = page.getByRole('dialog', { name: 'Your new API key' });
    key = await shown.getByLabel('API key').inputValue();
    expect(key.length).toBeGreaterThan(30);
    await shown.getByText('It cannot be shown again').waitFor();
    await shown.getByRole('button', { name: 'I have copied it' }).click();
    await shown.waitFor({ state: 'hidden' });
    const row = page.getByRole('list', { name: 'API keys' }).getByRole('listitem');
    await row.getByText(/expires in \d+ (?:months|weeks|days)/).waitFor();
    expect(await page.content()).not.toContain(key);
    expect(await row.textContent()).toContain(`…${key.slice(-4)}`);
  });

  it('works for what its scope allows', async () => {
    expect((await askWith(key, 'GET', 'api/wanted')).status).toBe(200);
    expect((await askWith(key, 'GET', 'api/users')).status).toBe(403);
    expect((await askWith(key, 'POST', 'api/wanted')).status).toBe(403);
  });

  it('is of no use once it is revoked', async () => {
    const { page } = member;
    await page.getByRole('button', { name: 'Revoke Home dashboard' }).click();
    await page.getByRole('button', { name: 'Revoke it' }).click();
    await page.getByText('No API key yet.').waitFor();

    expect((await askWith(key, 'GET', 'api/wanted')).status).toBe(401);
  });

  it('of anybody is seen by an administrator', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: /^Your account/ }).click();
    await page.getByRole('radio', { name: 'Everybody’s' }).click();
    const keys = page.getByRole('list', { name: 'API keys' }).getByRole('listitem');
    await keys.getByText('Made at the first start').waitFor();
    await keys.getByText('the program').waitFor();
  });
});

describe('the account', () => {
  it('changes its password', async () => {
    const { page } = member;
    await page.getByLabel('Current password').fill('wrong');
    await page.getByLabel('New password').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Is not your current password').waitFor();
    expect(member.complaints()).toEqual(['422 POST /api/account/password']);

    await page.getByLabel('Current password').fill(MEMBER.password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Your password is changed.').waitFor();
    expect(await page.getByLabel('New password').inputValue()).toBe('');
  });

  it('ends another session', async () => {
    await using phone = await openPage(browser, program.address, PHONE);
    await phone.page.goto('sign-in');
    await signIn(phone.page, { ...MEMBER, password: NEW_PASSWORD });
    await phone.page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
    const { page } = member;
    await page.reload();
    const sessions = page.getByRole('list', { name: 'Where you are signed in' }).getByRole('listitem');
    await sessions.nth(1).waitFor();
    expect(await sessions.count()).toBe(2);
    await sessions.getByText('This one').waitFor();

    await page.getByRole('button', { name: /^End the session of/ }).click();
    await sessions.nth(1).waitFor({ state: 'detached' });

    // What the other one asks next leads to its sign-in, and back to where it was going.
    await phone.page.getByRole('link', { name: 'Wanted' }).tap();
    await phone.page.waitForURL('**/sign-in?next=%2Fwanted');
  });

  it('signs out everywhere', async () => {
    await using other = await openPage(browser, program.address);
    await other.page.goto('sign-in');
    await signIn(other.page, { ...MEMBER, password: NEW_PASSWORD });
    await other.page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
    const { page } = member;
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();

    await page.waitForURL('**/sign-in');
    await other.page.getByRole('link', { name: 'Wanted' }).click();
    await other.page.waitForURL('**/sign-in?next=%2Fwanted');
    expect(member.complaints().filter((complaint) => !isAskingWho(complaint))).toEqual([]);
  });
});

describe('the audit log', () => {
  it('says who did what, and what was refused', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Audit log' }).click();
    const entries = page.getByRole('list', { name: 'Audit log' });
    const entry = (words: RegExp) => entries.getByText(words).first();
    await entry(/signed out everywhere/).waitFor();
    await entry(/revoked an API key/).waitFor();
    await entry(/added a user/).waitFor();

    await page.getByLabel('Outcome').selectOption('Refused');
    await page.waitForURL('**/audit?outcome=refused');
    await entry(/tried to sign in and was refused/).waitFor();
    await entries.getByText(/added a user/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Details' }).first().click();
    await entries.getByText('Request', { exact: true }).waitFor();

    await page.getByLabel('User').selectOption(MEMBER.name);
    await page.getByRole('heading', { name: 'Nothing like this was noted' }).waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await entry(/added a user/).waitFor();
  });
});

it('fits a phone', async () => {
  await using phone = await openPage(browser, program.address, { ...PHONE, colorScheme: 'dark' });
  const { page } = phone;
  await page.goto('sign-in');
  await signIn(page, ADMINISTRATOR);
  await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
  for (const name of ['Users', 'Audit log', 'Errors', 'Settings']) {
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    await page.getByRole('dialog', { name: 'More' }).getByRole('link', { name }).tap();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await expectFit(page);
  }
  await page.getByRole('button', { name: 'More', exact: true }).tap();
  await page
    .getByRole('dialog', { name: 'More' })
    .getByRole('link', { name: /^Your account/ })
    .tap();
  await page.getByText('This one').waitFor();
  await expectFit(page);
  expect(phone.complaints()).toEqual([]);
});

async function wantABook(page: Page, title: string, author: string): Promise<void> {
  await page.getByRole('link', { name: 'Wanted' }).click();
  await page.getByRole('button', { name: 'Want a book' }).click();
  const dialog = page.getByRole('dialog', { name: 'Want a book' });
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Authors').fill(author);
  await dialog.getByRole('button', { name: 'Want it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: title }).waitFor();
}

async function changeRole(page: Page, role: string): Promise<void> {
  await page.getByRole('button', { name: `Change ${MEMBER.name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

function userRow(page: Page, name: string) {
  return page.getByRole('list', { name: 'Users' }).getByRole('listitem').filter({ hasText: name });
}

function askWith(key: string, method: string, path: string): Promise<Response> {
  return fetch(program.address + path, {
    method,
    headers: { 'x-api-key': key, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
    ...(method === 'POST' ? { body: '{}' } : {}),
  });
}

/** What the server answers when it refuses, as far as it is the same each time. */
function refusal(message: string) {
  return {
    code: 'rate_limit_exceeded',
    message,
    status_code: 429,
    context: null,
    timestamp: new Date().toISOString(),
    request_id: 'request-of-the-test',
  };
}
