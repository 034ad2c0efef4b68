import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { makeAudioFile } from '../support/audio-files.ts';
import { launchBrowser, openPage, PHONE, type WatchedPage } from '../support/browser.ts';
import { expectFit, setUpAdministrator } from '../support/browser-steps.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const PERSON = { name: 'editor', password: 'a password of some length' };

const ending = new AsyncDisposableStack();
let books: string;
let program: RunningProgram;
let browser: Browser;
let desktop: WatchedPage;
let page: Page;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  const dataDir = join(path, 'data');
  books = join(path, 'Audiobooks');
  for (const title of ['Emma', 'Persuasion', 'Sanditon']) {
    const tags = { album: title, artist: 'Jane Austen', composer: 'Moira Fogarty' };
    await makeAudioFile(join(books, 'Jane Austen', title, '1.mp3'), { format: 'mp3', seconds: 2, tags });
  }
  browser = ending.use(await launchBrowser());
  program = await startProgram({
    dataDir,
    launched: true,
    environment: { API_KEY: '', RATE_LIMIT_PUBLIC: '100' },
  });
  ending.defer(() => program.stop());
  desktop = await openPage(browser, program.address);
  ({ page } = desktop);
  await setUpAdministrator(page, dataDir, PERSON);
  await page.goto('setup/library');
  await page.getByLabel('Folder').fill(books);
  await page.getByRole('button', { name: 'Add the folder and scan it' }).click();
  await page.getByText('3 books', { exact: true }).waitFor();
}, 120_000);

afterAll(() => ending.disposeAsync());

/** Whatever a test shows, nothing may go wrong in passing. */
afterEach(() => expect(desktop.complaints()).toEqual([]));

const dialog = (name: string) => page.getByRole('dialog', { name });
const bookHeading = (name: string) => page.getByRole('heading', { name, level: 1 });

async function openEmma(): Promise<void> {
  await page.goto('./');
  await page.getByRole('list', { name: 'Books' }).getByRole('link', { name: /Emma/ }).click();
}

async function scanAgain(): Promise<void> {
  await page.goto('./');
  const scanned = page.waitForResponse((response) => response.url().endsWith('/scan'));
  await page.getByRole('button', { name: /^Scan/ }).click();
  await scanned;
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
}

it('says of each field where it is from, and keeps an edit through a scan', async () => {
  await openEmma();
  await page.getByRole('button', { name: 'Edit' }).click();
  const form = dialog('Edit the book');
  await form
    .getByText(/^From tags/)
    .first()
    .waitFor();

  await form.getByLabel('Title', { exact: true }).fill('Emma, my favourite');
  await form.getByRole('button', { name: 'Remove Moira Fogarty' }).click();
  await form.getByText('Will be left empty on purpose').waitFor();
  await form.getByRole('button', { name: 'Add a series' }).click();
  await form.getByLabel('Series 1', { exact: true }).fill('The Novels');
  await form.getByLabel('Number in series 1').fill('4');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await bookHeading('Emma, my favourite').waitFor();
  await page.getByText('The Novels, book 4').waitFor();

  await utimes(join(books, 'Jane Austen', 'Emma', '1.mp3'), 1, 1);
  await scanAgain();
  await openEmma();
  await bookHeading('Emma, my favourite').waitFor();
  await page.getByRole('heading', { name: 'Narrator unknown' }).waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await form.getByText('Left empty on purpose').waitFor();
  await page.keyboard.press('Escape');
});

it('undoes one field from the history of the book', async () => {
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await changes.first().waitFor();
  expect(await changes.count()).toBe(3);

  await changes.filter({ hasText: 'Emma, my favourite' }).getByRole('button', { name: /^Undo/ }).click();

  await bookHeading('Emma').waitFor();
});

it('edits many books at once after a preview, and undoes them on the page of changes', async () => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Select' }).click();
  const bar = page.getByRole('region', { name: 'Chosen books' });
  await page.getByRole('checkbox', { name: /Persuasion/ }).click();
  await bar.getByText('1 book chosen').waitFor();
  await bar.getByRole('button', { name: 'All' }).click();
  await bar.getByText('3 books chosen').waitFor();
  await bar.getByRole('button', { name: 'Edit' }).click();
  const form = dialog('Edit 3 books');
  await form.getByLabel('Language', { exact: true }).fill('en');
  await form.getByLabel('Series', { exact: true }).fill('The Novels');
  await form.getByLabel('Publisher', { exact: true }).fill('LibriVox');
  await form.getByLabel('Number them from').fill('1');
  await form.getByRole('button', { name: 'Preview' }).click();
  const planned = form.getByRole('list', { name: 'What would change' }).getByRole('listitem');
  await planned.first().waitFor();
  expect(await planned.count()).toBe(3);
  expect(await planned.nth(1).textContent()).toContain('The Novels #2');
  await form.getByRole('button', { name: 'Change 3 books' }).click();
  await form.waitFor({ state: 'detached' });
  await bar.waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Changes' }).first().click();
  const set = page.getByRole('list', { name: 'Changes' }).getByRole('listitem').first();
  await set.getByText(/in 3 books/).waitFor();
  await set.getByRole('button', { name: 'Undo' }).click();
  await page.getByText(/fields put back as before/).waitFor();
  await page.getByText(/^Undid: Set|^Undid: Added/).waitFor();
});

it('merges a book chosen by search into another, makes its recording a book again, and undoes both', async () => {
  await openEmma();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Merge another book into this one' }).click();
  const merging = dialog('Merge another book into “Emma”');
  await merging.getByLabel('Search for a book').fill('sandi');
  await merging.getByRole('radio', { name: /Sanditon/ }).click();
  await merging.getByText(/Then “Sanditon” is gone/).waitFor();
  await merging.getByRole('button', { name: 'Merge' }).click();
  await page.getByRole('heading', { name: '2 recordings' }).waitFor();

  await page.getByRole('button', { name: /^More for the recording: Read by Moira/ }).click();
  await page.getByRole('menuitem', { name: 'Make it a book of its own' }).click();
  await dialog('Make this recording a book?').getByRole('button', { name: 'Make it a book' }).click();
  await page.getByText('Jane Austen/Sanditon').waitFor();
  await page.getByRole('heading', { name: 'Recording', exact: true }).waitFor();

  await page.getByRole('link', { name: 'All changes' }).click();
  for (const sentence of [/^Made a recording of/, /^Merged/]) {
    const sets = page.getByRole('list', { name: 'Changes' }).getByRole('listitem');
    const set = sets.filter({ has: page.getByText(sentence) });
    await set.getByRole('button', { name: 'Undo' }).click();
    await set.getByText('Undone').waitFor();
  }
  await page.goto('./');
  await page
    .getByRole('list', { name: 'Books' })
    .getByRole('link', { name: /Sanditon/ })
    .waitFor();
});

it('fits a phone', async () => {
  await using phone = await openPage(browser, program.address, PHONE);
  await phone.page.context().addCookies(await page.context().cookies());
  await phone.page.goto('changes');
  await phone.page.getByRole('list', { name: 'Changes' }).getByRole('listitem').first().waitFor();
  await expectFit(phone.page);
  await phone.page.goto('./');
  await phone.page.getByRole('button', { name: 'Select' }).click();
  await phone.page.getByRole('checkbox', { name: /Emma/ }).click();
  await expectFit(phone.page);
  await phone.page.getByRole('button', { name: 'Edit' }).click();
  await phone.page.getByRole('dialog', { name: 'Edit 1 book' }).waitFor();
  await expectFit(phone.page);
  expect(phone.complaints()).toEqual([]);
});
