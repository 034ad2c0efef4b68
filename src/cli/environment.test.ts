import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mamcrawler-cli-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it('asks this machine without a key where nothing is said', () => {
  expect(readEnvironment({}, root)).toEqual({
    url: 'http://127.0.0.1:8000',
    isNamed: false,
    apiKey: null,
  });
});

it("reads the program's own .env, and the environment before it", () => {
  writeFileSync(join(root, '.env'), 'API_KEY=from-file\nMAMCRAWLER_URL="http://books.lan/"\n');

  expect(readEnvironment({}, root)).toEqual({
    url: 'http://books.lan',
    isNamed: true,
    apiKey: 'from-file',
  });
  expect(readEnvironment({ API_KEY: 'given', MAMCRAWLER_URL: '' }, root)).toEqual({
    url: 'http://books.lan',
    isNamed: true,
    apiKey: 'given',
  });
});

it.each([
  [{ PORT: '18080' }, 'http://127.0.0.1:18080'],
  [{ PORT: '18080', BASE_PATH: '/books/' }, 'http://127.0.0.1:18080/books'],
  [{ BASE_PATH: 'books' }, 'http://127.0.0.1:8000/books'],
  [{ PORT: '0' }, 'http://127.0.0.1:8000'],
  [{ PORT: 'ssh' }, 'http://127.0.0.1:8000'],
])('asks the program of this machine where %j has it listen', (variables, url) => {
  expect(readEnvironment(variables, root)).toMatchObject({ url, isNamed: false });
});

it('reads a key from the file that API_KEY_FILE names', () => {
  const file = join(root, 'api-key');
  writeFileSync(file, 'kept-in-a-file\n');

  expect(readEnvironment({ API_KEY_FILE: file }, root).apiKey).toBe('kept-in-a-file');
  expect(() => readEnvironment({ API_KEY_FILE: join(root, 'none') }, root)).toThrow(
    `API_KEY_FILE names ${join(root, 'none')}, which cannot be read.`,
  );
});

it('says what keeps it from reading a file that is there', () => {
  mkdirSync(join(root, '.env'));
  expect(() => readEnvironment({}, root)).toThrow(/\/\.env cannot be read: EISDIR/);
});

it('takes an empty key file for a mistake', () => {
  const file = join(root, 'api-key');
  writeFileSync(file, '\n');
  expect(() => readEnvironment({ API_KEY_FILE: file }, root)).toThrow(`names ${file}, which is empty.`);
});

it('takes an example value for none', () => {
  expect(readEnvironment({ API_KEY: 'change-me-to-a-long-random-text' }, root).apiKey).toBeNull();
});

it.each(['books.lan:8000', 'ftp://books.lan', 'http://', 'http://a b'])('refuses %j as an address', (url) => {
  expect(() => readEnvironment({ MAMCRAWLER_URL: url }, root)).toThrow(`MAMCRAWLER_URL is "${url}"`);
});
