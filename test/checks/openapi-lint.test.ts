import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateOpenApi } from '../../scripts/generate-openapi.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const LINTER = join(ROOT, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
const SILENT = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

let folder: string;
let document: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openapi-lint-'));
  document = await generateOpenApi(ROOT);
});

afterAll(() => rm(folder, { recursive: true }));

/** What the linter says by the rules of redocly.yaml: an empty text where nothing is to be said. */
async function lint(text: string): Promise<string> {
  const file = join(folder, 'openapi.json');
  await writeFile(file, text);
  const args = [LINTER, 'lint', file, '--config', join(ROOT, 'redocly.yaml'), '--format', 'stylish'];
  const run = promisify(execFile)(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...SILENT },
  });
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
  return [...`${stdout}${stderr}`.matchAll(/^ +\S+ +(?:error|warning) .*$/gm)].join('\n');
}

it('has nothing to say about openapi.json', async () => {
  expect(await lint(document)).toBe('');
});

it('would say what is wrong', async () => {
  const broken = document.replace('"operationId": "listBooks"', '"operationId": "addBook"');

  expect(await lint(broken)).toContain('operation-operationId-unique');
});
