import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Person {
  readonly name: string;
  readonly password: string;
}

/** Makes the first administrator by the set-up link of a program that runs on this data, up to the empty library. */
export async function setUpAdministrator(
  page: Page,
  dataDir: string,
  { name, password }: Person,
): Promise<void> {
  await page.goto((await readFile(join(dataDir, 'set-up-link'), 'utf8')).trim());
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create the administrator' }).click();
  await page.getByRole('link', { name: 'Skip for now' }).click();
  await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
}

/** Fills the form of the sign-in page and sends it. */
export async function signIn(page: Page, { name, password }: Person): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Whether a complaint is but that a page asked whether somebody is signed in. */
export function isAskingWho(complaint: string): boolean {
  return /^401 GET \/api\/(?:session|events)$/.test(complaint);
}

/** Nothing is wider than the screen. */
export async function expectFit(page: Page): Promise<void> {
  expect(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBe(0);
}
