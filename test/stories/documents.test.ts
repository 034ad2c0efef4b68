import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { PROGRAM_KEY, type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const ending = new AsyncDisposableStack();
let browser: Browser;
let program: RunningProgram;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  browser = ending.use(await launchBrowser());
  // By the launcher, which builds the web client, and with it Redoc, where it is stale.
  program = ending.use(await startProgram({ dataDir: path, launched: true }));
}, 120_000);

afterAll(() => ending.disposeAsync());

describe('the page to try endpoints on', () => {
  it('shows every subject, and takes everything from this server', async () => {
    await using watched = await openPage(browser, program.address);
    const { page } = watched;

    await page.goto('docs');
    await page.getByRole('heading', { name: 'Audiobook Automation API' }).waitFor();
    await page.getByText('What people want; the program searches').waitFor();
    await page.locator('#operations-tag-Books').click();

    await page.getByText('Enter a book by hand').waitFor();
    expect(page.url()).toBe(`${program.address}api/docs#/Books`);
    expect(watched.complaints()).toEqual([]);
  });

  it('asks with the key that was typed into it', async () => {
    await using watched = await openPage(browser, program.address);
    const { page } = watched;

    await page.goto('api/docs#/Authors/listAuthors');
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.locator('#api_key_value').first().fill(PROGRAM_KEY);
    await page.getByRole('button', { name: 'Apply credentials' }).first().click();
    await page.locator('.btn-done').first().click();
    const operation = page.locator('#operations-Authors-listAuthors');
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();

    await operation.locator('.live-responses-table').getByText('"items": []').waitFor();
    await operation.locator('.live-responses-table').getByText('200', { exact: true }).waitFor();
    expect(watched.complaints()).toEqual([]);
  });
});

describe('the page to read', () => {
  it('shows every subject with its examples, and takes everything from this server', async () => {
    await using watched = await openPage(browser, program.address);
    const { page } = watched;

    await page.goto('api/redoc');
    await page.getByRole('heading', { name: /^Audiobook Automation API/ }).waitFor();
    await page.getByRole('heading', { name: 'Enter a book by hand' }).waitFor();

    // Its styles stand in the page itself, which the policy allows for the sake of a nonce alone.
    const font = await page.evaluate<string>('getComputedStyle(document.querySelector("h1")).fontWeight');
    expect(font).toBe('400');
    expect(watched.complaints()).toEqual([]);
  });

  it('finds what is looked for', async () => {
    await using watched = await openPage(browser, program.address);
    const { page } = watched;

    await page.goto('api/redoc');
    await page.getByRole('searchbox').or(page.getByPlaceholder('Search...')).first().fill('resolve');

    await page
      .getByRole('search')
      .getByText(/held import/)
      .first()
      .waitFor();
    expect(watched.complaints()).toEqual([]);
  });
});
