import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateLibrary } from '../support/audio-files/generate-library.ts';
import { makeAudioFile } from '../support/audio-files.ts';
import { launchBrowser, openPage, PHONE, type WatchedPage } from '../support/browser.ts';
import { expectFit, isAskingWho } from '../support/browser-steps.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { startTorznabServer } from '../support/torznab-server.ts';

/** More than are written at once, so that a scan that waits has begun to be seen. */
const OTHER_BOOKS = 100;
const NAME = 'reader';
const PASSWORD = 'a password of some length';
const CHAPTERS = [
  { title: 'Of the Mole', startSeconds: 0, endSeconds: 2 },
  { title: 'Of the River', startSeconds: 2, endSeconds: 4 },
  { title: 'Of the Open Road', startSeconds: 4, endSeconds: 6 },
];

const ending = new AsyncDisposableStack();
let dataDir: string;
let books: string;
let browser: Browser;
let program: RunningProgram;
let desktop: WatchedPage;
let page: Page;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  dataDir = join(path, 'data');
  books = join(path, 'Audiobooks');
  const tags = {
    album: 'The Wind in the Willows',
    artist: 'Kenneth Grahame',
    composer: 'Adrian Praetzellis',
  };
  await makeAudioFile(join(books, 'Kenneth Grahame', 'The Wind in the Willows', 'willows.m4b'), {
    format: 'm4b',
    seconds: 6,
    tags,
    chapters: CHAPTERS,
    cover: true,
  });
  await generateLibrary(books, OTHER_BOOKS);
  browser = ending.use(await launchBrowser());
  // By the launcher, which builds the web client where it is stale.
  // The tests sign in more often within a minute than a household does.
  const environment = { API_KEY: '', RATE_LIMIT_PUBLIC: '100' };
  program = await startProgram({ dataDir, launched: true, environment });
  ending.defer(() => program.stop());
  desktop = await openPage(browser, program.address);
  ({ page } = desktop);
}, 120_000);

afterAll(() => ending.disposeAsync());

/** The number of a generated book that has more than one file. */
async function bookOfSeveralFiles(): Promise<number> {
  const reply = await page.request.get('api/library-items?limit=200');
  const { items } = z
    .object({ items: z.array(z.object({ file_count: z.number(), book: z.object({ id: z.number() }) })) })
    .parse(await reply.json());
  const { book } = items.find((item) => item.file_count > 1) ?? {};
  if (book === undefined) throw new Error('No generated book has several files');
  return book.id;
}

/** Whatever a test shows, nothing may go wrong in passing. */
afterEach(() => expect(desktop.complaints()).toEqual([]));

it('would be noticed if it asked elsewhere or ran what nobody has checked', async () => {
  await using other = await openPage(browser, program.address);
  await other.page.goto('sign-in');
  expect(other.complaints()).toEqual([]);

  const failed = other.page.waitForEvent('requestfailed');
  await other.page.evaluate(`document.body.innerHTML = '<img src="http://127.0.0.1:9/x.png" onerror="1">'`);
  await failed;

  await expect.poll(() => other.complaints().join('\n')).toMatch(/blocked: img-src http:\/\/127\.0\.0\.1:9/);
});

it('makes the administrator by the set-up link', async () => {
  await page.goto((await readFile(join(dataDir, 'set-up-link'), 'utf8')).trim());
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the administrator' }).click();

  await page.waitForURL('**/setup/library');
});

it('shows live how the named folder is scanned', async () => {
  await using writing = await holdUpWriting();
  await page.getByLabel('Folder').fill(books);
  await page.getByRole('button', { name: 'Add the folder and scan it' }).click();
  await page.waitForURL(program.address);
  const progress = page.getByRole('progressbar', { name: 'Scan of Audiobooks' });
  await progress.waitFor();
  expect(await page.getByRole('status', { name: 'Connection' }).textContent()).toBe('Live');

  await page.getByText(`of ${OTHER_BOOKS + 1}`).waitFor();
  expect(Number(await progress.getAttribute('aria-valuenow'))).toBeLessThan(100);
  await page.getByRole('heading', { name: 'The scan has begun' }).waitFor();

  await writing.goOn();
  await page.getByText(`${OTHER_BOOKS + 1} books`).waitFor();
  await progress.waitFor({ state: 'detached' });
});

it('searches as one types, and asks no more for what is typed over', async () => {
  const search = page.getByRole('searchbox', { name: 'Search the library' });
  await page.route(/\/api\/books\?.*search=Hartley/, () => {});
  const typedOver = page.waitForEvent('requestfailed', (request) => request.url().includes('search=Hartley'));
  const asked = page.waitForRequest(/search=Hartley/);
  await search.fill('Hartley');
  await asked;

  await search.fill('willows');

  expect((await typedOver).failure()).toEqual({ errorText: 'net::ERR_ABORTED' });
  await page.getByText('1 book', { exact: true }).waitFor();
  expect(await titlesIn(page)).toEqual(['The Wind in the Willows — Kenneth Grahame']);
  await page.unrouteAll();
  await search.fill('no such book');
  await page.getByText('No book matches “no such book”').waitFor();
  await search.fill('grahame wind');
  await page.getByText('1 book', { exact: true }).waitFor();
});

it("shows a book with its cover, its recording's files and chapters", async () => {
  const link = page
    .getByRole('list', { name: 'Books' })
    .getByRole('link', { name: /The Wind in the Willows/ });
  await expectCover(link.locator('img'));
  await link.click();

  await page.getByRole('heading', { name: 'The Wind in the Willows', level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Read by Adrian Praetzellis' }).waitFor();
  await expectCover(page.locator('header img'));
  const files = page.getByRole('table', { name: 'Audio files' }).getByRole('row');
  await files.nth(1).waitFor();
  expect(await files.count()).toBe(2);
  expect(await files.nth(1).textContent()).toMatch(/willows\.m4b.*0:06.*aac/i);
  await page.getByRole('button', { name: '3 chapters' }).click();
  expect(await page.getByRole('list', { name: 'Chapters' }).getByRole('listitem').allTextContents()).toEqual([
    '1Of the Mole0:00',
    '2Of the River0:02',
    '3Of the Open Road0:04',
  ]);
});

it('puts the files of a book into another order by the keyboard, and takes it back', async () => {
  await page.goto(`books/${await bookOfSeveralFiles()}`);
  const files = page.getByRole('table', { name: 'Audio files' }).getByRole('row');
  await page.getByText('In the order of the track numbers in the tags').waitFor();
  const found = await files.allTextContents();
  await page.getByRole('button', { name: 'Change the order' }).click();
  const dialog = page.getByRole('dialog', { name: 'Playing order' });
  await dialog
    .getByRole('button', { name: /^Move .* down$/ })
    .first()
    .focus();
  await page.keyboard.press('Alt+ArrowDown');
  await dialog.getByText(/ is number 2 of \d+\.$/).waitFor();
  await dialog.getByRole('button', { name: 'Save the order' }).click();

  await page.getByText('In the order that a person gave.').waitFor();
  expect((await files.allTextContents()).slice(1, 3)).toEqual(found.slice(1, 3).toReversed());
  await page.getByRole('button', { name: 'Back to the found order' }).click();
  await page.getByText('In the order of the track numbers in the tags').waitFor();
  expect(await files.allTextContents()).toEqual(found);
});

describe('the settings', () => {
  it('say what is wrong with an indexer before it is saved, and keep the one that is right', async () => {
    await using indexer = await startTorznabServer({ fault: 'web_page' });
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Add an indexer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an indexer' });
    await dialog.getByLabel('Name').fill('My tracker');
    await dialog.getByLabel('URL').fill(indexer.url);
    await dialog.getByLabel('API key').fill('wrong');
    const test = dialog.getByRole('button', { name: 'Test' });
    const result = dialog.getByRole('status', { name: 'Result of the test' });

    await test.click();
    await result.getByText('answered a web page instead of Torznab XML: check the URL').waitFor();

    indexer.fault = null;
    await test.click();
    await result.getByText('refuses: Incorrect user credentials (error 100). Check the API key.').waitFor();

    await dialog.getByLabel('API key').fill(indexer.apiKey);
    await test.click();
    await result.filter({ hasNotText: 'refuses' }).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('heading', { name: 'My tracker' }).waitFor();
    await page.getByText('API key saved').waitFor();
    expect(await page.content()).not.toContain(indexer.apiKey);
  });

  it('say at the field what cannot be saved', async () => {
    await page.getByRole('button', { name: 'Add an indexer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an indexer' });
    await dialog.getByLabel('URL').fill('nowhere');
    await dialog.getByRole('button', { name: 'Save' }).click();

    await dialog.getByText('Must not be blank').waitFor();
    expect(await dialog.getByLabel('URL').getAttribute('aria-invalid')).toBe('true');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(desktop.complaints()).toEqual(['422 POST /api/indexers']);
  });
});

it('signs out and in again', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  expect(desktop.complaints()).toEqual([]);

  // Whoever is signed out sees nothing of what a page held, and comes back to it after the sign-in.
  await page.goto('settings');
  await page.waitForURL('**/sign-in?next=*');
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').fill(`${PASSWORD}x`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  expect(desktop.complaints().filter((complaint) => !isAskingWho(complaint))).toEqual([
    '401 POST /api/session',
  ]);

  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My tracker' }).waitFor();
});

it('fits a phone', async () => {
  await using phone = await openPage(browser, program.address, { ...PHONE, colorScheme: 'dark' });
  const at = phone.page;
  await at.goto('sign-in');
  await at.getByLabel('Name').fill(NAME);
  await at.getByLabel('Password').fill(PASSWORD);
  await at.getByRole('button', { name: 'Sign in' }).tap();
  const first = at.getByRole('list', { name: 'Books' }).getByRole('link').first();
  await first.waitFor();
  await expectFit(at);
  expect(await at.evaluate('getComputedStyle(document.body).colorScheme')).toContain('dark');

  const bar = at.getByRole('navigation', { name: 'Main' });
  for (const name of ['Wanted', 'Queue', 'Imports']) {
    await bar.getByRole('link', { name }).tap();
    await at.getByRole('heading', { name, level: 1 }).waitFor();
    await expectFit(at);
  }
  await bar.getByRole('button', { name: 'More' }).tap();
  await at.getByRole('dialog', { name: 'More' }).getByRole('link', { name: 'Settings' }).tap();
  await at.getByRole('heading', { name: 'My tracker' }).waitFor();
  await expectFit(at);

  await bar.getByRole('link', { name: 'Library' }).tap();
  await first.tap();
  await at.getByRole('table', { name: 'Audio files' }).waitFor();
  await expectFit(at);
  expect(phone.complaints()).toEqual([]);
});

it('asks whether so much that vanished at once is gone, as often as a scan misses it', async () => {
  const folders = (await readdir(books)).filter((name) => name !== 'Kenneth Grahame');
  const gone = folders.slice(0, Math.ceil(folders.length / 2));
  await Promise.all(gone.map((name) => rm(join(books, name), { recursive: true })));
  await page.goto('./');
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  const question = page.getByRole('region', { name: 'What vanished from Audiobooks' });
  await question.getByText(/items were not there at the last scan/).waitFor();
  await page.getByText(`${OTHER_BOOKS + 1} books`).waitFor();

  await question.getByRole('button', { name: 'They will come back' }).click();
  await question.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await question.getByRole('button', { name: 'They are gone' }).click();

  await question.waitFor({ state: 'detached' });
  await page.getByText(`${OTHER_BOOKS + 1} books`).waitFor({ state: 'detached' });
  expect(await titlesIn(page)).not.toEqual([]);
});

it('says that the program is away, and goes on by itself when it is back', async () => {
  await using other = await openPage(browser, program.address);
  await other.page.context().addCookies(await page.context().cookies());
  await other.page.goto('');
  const connection = other.page.getByRole('status', { name: 'Connection' });
  await connection.getByText('Live').waitFor();

  await program.stop();
  await connection.getByText('Offline').waitFor();
  const { port } = new URL(program.address);
  program = await startProgram({ dataDir, environment: { API_KEY: '', PORT: port } });

  await connection.getByText('Live').waitFor({ timeout: 30_000 });
  await other.page.getByRole('searchbox', { name: 'Search the library' }).fill('willows');
  await other.page.getByText('1 book', { exact: true }).waitFor();
  await desktop[Symbol.asyncDispose]();
  desktop.complaints();
});

/** Lets a scan come as far as its first writing: another transaction holds the table of the items. */
async function holdUpWriting(): Promise<AsyncDisposable & { goOn(): Promise<void> }> {
  const client = new pg.Client({
    host: join(dataDir, 'postgres-run'),
    user: 'mamcrawler',
    database: 'audiobook_automation',
  });
  await client.connect();
  await client.query('begin');
  await client.query('lock table library_item in share row exclusive mode');
  return {
    goOn: async () => void (await client.query('rollback')),
    [Symbol.asyncDispose]: () => client.end(),
  };
}

async function titlesIn(shown: Page): Promise<readonly (string | null)[]> {
  const links = await shown.getByRole('list', { name: 'Books' }).getByRole('link').all();
  return Promise.all(links.map((link) => link.getAttribute('title')));
}

/** The image is there and can be decoded. */
async function expectCover(image: ReturnType<Page['locator']>): Promise<void> {
  await image.waitFor();
  const width = await image.evaluate(async (shown: { decode(): Promise<void>; naturalWidth: number }) => {
    await shown.decode();
    return shown.naturalWidth;
  });
  expect(width).toBeGreaterThan(10);
}
