import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** As `access/api-keys.ts` makes them; what other programs' keys look like secretlint knows. */
const OWN_KEY = /\bmam_[\w-]{43}(?![\w-])/;

it('no file holds an API key of this program', () => {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', listing, { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(ROOT, file)));

  expect(files.length).toBeGreaterThan(100);
  expect(OWN_KEY.test(`mam_${'x'.repeat(43)}`)).toBe(true);
  expect(files.filter((file) => OWN_KEY.test(readFileSync(join(ROOT, file), 'latin1')))).toEqual([]);
});
