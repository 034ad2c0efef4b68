import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { setUpAdministrator } from '../support/browser-steps.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const ending = new AsyncDisposableStack();
let dataDir: string;
let booksDir: string;
let browser: Browser;
let program: RunningProgram;
let administrator: WatchedPage;
let page: Page;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  dataDir = join(path, 'data');
  booksDir = join(path, 'books');
  await mkdir(booksDir);
  browser = ending.use(await launchBrowser());
  // By the launcher, which builds the web client where it is stale.
  program = await startProgram({ dataDir, launched: true, environment: { API_KEY: '' } });
  ending.defer(() => program.stop());
  administrator = ending.use(await openPage(browser, program.address));
  ({ page } = administrator);
  await setUpAdministrator(page, dataDir, { name: 'ada', password: 'a password of some length' });
}, 120_000);

afterAll(() => ending.disposeAsync());

/** Whatever a test shows, nothing may go wrong in passing. */
afterEach(() => expect(administrator.complaints()).toEqual([]));

it('shows what an examination found, and examines again', async () => {
  await page.getByRole('link', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Examination' });
  await section.getByRole('button', { name: 'Examine' }).click();
  const checks = section.getByRole('list', { name: 'Checks' });
  await checks.getByText('PostgreSQL 18', { exact: false }).waitFor();
  await checks.getByText('not checked').first().waitFor();
  expect(await checks.getByText('Before production: HTTPS').count()).toBe(0);

  await section.getByLabel('What to examine').selectOption({ label: 'Also before production' });
  await checks.getByText('Before production: HTTPS').waitFor();
  await section.getByRole('button', { name: 'Check again' }).click();
  await section.getByRole('button', { name: 'Check again' }).and(page.locator(':enabled')).waitFor();
  const saving = page.waitForEvent('download');
  await section.getByRole('link', { name: 'Support bundle' }).click();
  expect((await saving).suggestedFilename()).toBe('mamcrawler-support.zip');
});

describe('the page of errors', () => {
  it('says that there is none, and changes how much is logged', async () => {
    await page.getByRole('link', { name: 'Errors' }).click();
    await page.getByRole('heading', { name: 'No errors' }).waitFor();
    const level = page.getByLabel('How much is logged');
    await level.selectOption({ value: 'debug' });

    await page.reload();
    await level.waitFor();
    expect(await level.inputValue()).toBe('debug');
  });

  it('counts what the program did not expect, until it is forgotten', async () => {
    const requestId = await withoutTable('fact', async () => {
      await page.getByRole('link', { name: 'History' }).click();
      return page.getByRole('alert').locator('code').textContent();
    });
    expect(administrator.complaints()).toContain('500 GET /api/history');

    await page.getByRole('link', { name: 'Errors' }).click();
    const errors = page.getByRole('list', { name: 'Errors' });
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole('heading', { name: 'Errors', level: 1 }).waitFor();
          await page.waitForLoadState('networkidle');
          return (await errors.textContent({ timeout: 500 }).catch(() => null)) ?? '';
        },
        { timeout: 15_000 },
      )
      .toContain(requestId ?? 'an id');
    await errors.getByText(/^\d+ times?$/).waitFor();
    await errors.getByText('GET /api/history').waitFor();
    await page.getByRole('button', { name: 'Stack' }).click();
    await errors.getByText(/\bat .*\.ts:\d+/).waitFor();
    await page.getByRole('button', { name: /^Forget/ }).click();
    await page.getByRole('heading', { name: 'No errors' }).waitFor();
  });
});

describe('the page of backups', () => {
  it('makes one, verifies it, hands it out and removes it', async () => {
    await page.getByRole('link', { name: 'Backups' }).click();
    await page.getByRole('heading', { name: 'No backup yet' }).waitFor();
    await page.getByRole('button', { name: 'Back up now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Back up now' });
    await dialog.getByLabel('With the keys').check();
    await dialog.getByRole('button', { name: 'Back up' }).click();
    await dialog.waitFor({ state: 'hidden' });

    const backups = page.getByRole('list', { name: 'Backups' });
    await backups.getByText('Not verified').waitFor();
    await backups.getByText('with secrets').waitFor();
    await backups.getByRole('button', { name: 'Verify' }).click();
    await backups.getByText('Verified', { exact: true }).waitFor({ timeout: 60_000 });
    await backups.getByRole('button', { name: 'Verification' }).click();
    await backups.getByText('row counts and checksums are those of the original').waitFor();

    const downloading = page.waitForEvent('download');
    await backups.getByRole('link', { name: 'Download' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^mamcrawler-.*-manual-[\da-f]{8}\.zip$/);

    await page.getByRole('button', { name: 'How to restore one' }).click();
    await page.getByText('npm run cli -- backup restore').waitFor();
    await backups.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { name: 'No backup yet' }).waitFor();
  });
});

describe('the settings', () => {
  it('let a library say which sources of metadata it trusts', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Add a library' }).click();
    const adding = page.getByRole('dialog', { name: 'Add a library' });
    await adding.getByLabel('Name').fill('Shelf');
    await adding.getByLabel('Folder').fill(booksDir);
    await adding.getByRole('button', { name: 'Add the library' }).click();

    await page.getByRole('button', { name: 'Change Shelf' }).click();
    const changing = page.getByRole('dialog', { name: 'Change Shelf' });
    await changing.getByLabel('Sources of metadata').selectOption('In an order of its own');
    await changing.getByRole('button', { name: 'Trust OPF files more' }).click();
    await changing.getByRole('button', { name: 'Do not use NFO files' }).click();
    await changing.getByRole('button', { name: 'Save' }).click();
    await changing.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Change Shelf' }).click();
    const order = changing.getByRole('list', { name: 'Sources, the most trusted first' });
    expect(await order.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('OPF files'),
      expect.stringContaining('metadata.json'),
      expect.stringContaining('Tags of the audio'),
      ...['desc.txt', 'reader.txt', 'Cue sheets', 'names'].map((name) => expect.stringContaining(name)),
    ]);
    await changing.getByRole('button', { name: 'Cancel' }).click();
  });

  it('keep how an indexer is reached, and never show the proxy again', async () => {
    const proxy = 'socks5://reader:open-sesame@127.0.0.1:1';
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Add an indexer' }).click();
    const adding = page.getByRole('dialog', { name: 'Add an indexer' });
    await adding.getByLabel('Name').fill('Far away');
    await adding.getByLabel('URL').fill('http://indexer.example');
    await adding.getByLabel('How it is reached').selectOption('By a proxy of its own');
    await adding.getByRole('button', { name: 'Save' }).click();
    await adding.getByText('Must begin with http://').waitFor();
    expect(administrator.complaints()).toEqual(['422 POST /api/indexers']);

    await adding.getByLabel('Address of the proxy').fill(proxy);
    await adding.getByRole('button', { name: 'Save' }).click();
    await adding.waitFor({ state: 'hidden' });
    await page.getByText(/by a proxy of its own/).waitFor();

    await page.getByRole('button', { name: 'Change Far away' }).click();
    const changing = page.getByRole('dialog', { name: 'Change Far away' });
    expect(await changing.getByLabel('How it is reached').inputValue()).toBe('own');
    expect(await changing.getByLabel('Address of the proxy').inputValue()).toBe('');
    // What only the server knows is missing in a test of what is not saved yet.
    await changing.getByLabel('URL').fill('http://other.example');
    expect(await changing.getByRole('button', { name: 'Test' }).isDisabled()).toBe(true);
    await changing.getByLabel('How it is reached').selectOption('Directly');
    expect(await changing.getByRole('button', { name: 'Test' }).isDisabled()).toBe(false);
    await changing.getByRole('button', { name: 'Save' }).click();
    await changing.waitFor({ state: 'hidden' });
    await page.getByText(/reached directly/).waitFor();
    expect(await page.content()).not.toContain('open-sesame');
  });

  it('say what the program needs, and check it again', async () => {
    const services = page.getByRole('list', { name: 'Services' });
    await services.getByRole('heading', { name: 'Database' }).waitFor();
    const asked = page.waitForResponse('**/health');
    await page.getByRole('button', { name: 'Check again' }).click();
    expect((await asked).status()).toBe(200);
  });
});

/** A fault of the program that no one expects: one of its tables is gone for a while. */
async function withoutTable<T>(name: string, act: () => Promise<T>): Promise<T> {
  const client = new pg.Client({
    host: join(dataDir, 'postgres-run'),
    user: 'mamcrawler',
    database: 'audiobook_automation',
  });
  await client.connect();
  await client.query(`alter table ${name} rename to ${name}_gone`);
  try {
    return await act();
  } finally {
    await client.query(`alter table ${name}_gone rename to ${name}`);
    await client.end();
  }
}
