import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApp } from '../support/app.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const GENERATOR = join(ROOT, 'node_modules', 'swagger-typescript-api', 'dist', 'cli.mjs');
const COMPILER = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const BASE = { extends: join(ROOT, 'tsconfig.json') };

/** How the generator writes, whatever it is given: enums, and `undefined` for what is not there. */
const OF_THE_CLIENT = {
  ...BASE,
  compilerOptions: {
    lib: ['es2024', 'dom', 'dom.iterable'],
    erasableSyntaxOnly: false,
    exactOptionalPropertyTypes: false,
    declaration: true,
    allowImportingTsExtensions: false,
    noEmit: false,
  },
  include: ['client.ts'],
};

/** A program that somebody writes with the client, as strict as ours; what must not compile is marked so. */
const PROGRAM = `
import { Api, type ErrorReply, type WantedBook } from './client.js';

const refusal = async (asking: Promise<unknown>): Promise<ErrorReply> => {
  const caught = await asking.then(
    () => { throw new Error('was not refused'); },
    (response: { readonly error: ErrorReply }) => response,
  );
  return caught.error;
};

export async function tryOut(baseUrl: string, key: string) {
  const { api } = new Api({ baseUrl, baseApiParams: { headers: { 'X-API-Key': key } } });
  const { api: stranger } = new Api({ baseUrl });

  const before = await api.listBooks({ count: 'true', sort: '-created_at' });
  const { data: wanted } = await api.wantBook({ title: 'Emma', authors: ['Jane Austen'] });
  const state: WantedBook['state'] = wanted.state;
  const { data: books } = await api.listBooks({ search: 'austen' });
  const [book] = books.items;
  // @ts-expect-error There may be no book.
  const title: string = book.title;
  // @ts-expect-error Of a book that was not published we know no date.
  const date: string = books.items.map(({ published_date }) => published_date).at(0) ?? 0;
  // @ts-expect-error There is no such order.
  const colourful = refusal(api.listBooks({ sort: 'colour' }));
  // @ts-expect-error A book must have an author.
  const invalid = refusal(api.addBook({ title: ' ' }));

  return {
    before: before.data.total ?? null,
    state,
    title,
    date,
    authors: books.items.flatMap(({ authors }) => authors.map(({ name }) => name)),
    found: (await api.getWanted(wanted.id)).data.book.title,
    stranger: await refusal(stranger.listBooks()),
    invalid: await invalid,
    colourful: await colourful,
    unknown: await refusal(api.getBook(999_999)),
    conflict: await refusal(api.wantBook({ title: 'Emma', authors: ['Jane Austen'] })),
    gone: (await api.stopWanting(wanted.id)).status,
  };
}
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generated-client-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function writeJson(name: string, value: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(value));
  return file;
}

/** What a tool has to say, in a process of its own: nothing, where all is well. */
async function run(tool: string, ...args: readonly string[]): Promise<string> {
  const running = promisify(execFile)(process.execPath, [tool, ...args], { cwd: folder });
  const { stdout } = await running.catch((error: { readonly stdout: string }) => error);
  return stdout;
}

it('makes a typed client of openapi.json, with which a strict program works', {
  timeout: 120_000,
}, async () => {
  const client = join(folder, 'client.ts');
  const input = join(ROOT, 'openapi.json');
  await run(GENERATOR, 'generate', '--path', input, '--output', folder, '--name', 'client.ts', '--silent');
  await writeFile(client, (await readFile(client, 'utf8')).replace('// @ts-nocheck', ''));
  await writeFile(join(folder, 'program.ts'), PROGRAM);
  await writeJson('package.json', { type: 'module' });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));

  expect(await run(COMPILER, '--project', await writeJson('client.json', OF_THE_CLIENT))).toBe('');
  await rm(client);
  const ofTheProgram = await writeJson('program.json', { ...BASE, include: ['program.ts'] });
  expect(await run(COMPILER, '--project', ofTheProgram)).toBe('');

  const { tryOut } = z
    .object({ tryOut: z.custom<(baseUrl: string, key: string) => Promise<unknown>>() })
    .parse(await import(pathToFileURL(join(folder, 'program.ts')).href));
  await using app = await startTestApp();
  expect(await tryOut(app.baseUrl, app.apiKey)).toMatchObject({
    before: 0,
    state: 'wanted',
    title: 'Emma',
    authors: ['Jane Austen'],
    found: 'Emma',
    stranger: { code: 'unauthorized', status_code: 401 },
    invalid: {
      code: 'validation_error',
      status_code: 422,
      context: { fields: expect.arrayContaining([{ path: 'title', message: 'must not be blank' }]) },
    },
    colourful: { code: 'validation_error', context: { fields: [{ path: 'sort' }] } },
    unknown: { code: 'not_found', status_code: 404 },
    conflict: { code: 'conflict', status_code: 409, context: { wanted_id: expect.any(Number) } },
    gone: 204,
  });
});
