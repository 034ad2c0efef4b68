import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import {
  type QbittorrentContractServer,
  startQbittorrentContractServer,
} from '../../../test/support/qbittorrent-contract-server.ts';
import { makeScratchFolder } from '../../../test/support/scratch-folder.ts';
import { checkQueue, examine, supportBundle } from '../../contract/doctor.ts';
import { addDownloadClient } from '../../contract/download-clients.ts';
import { addIndexer } from '../../contract/indexers.ts';
import { addLibrary } from '../../contract/libraries.ts';

const scratch = makeScratchFolder();
const [books, downloads] = [join(scratch.path, 'books'), join(scratch.path, 'downloads')];
let app: TestApp;
let client: QbittorrentContractServer;

beforeAll(async () => {
  await mkdir(books);
  await mkdir(downloads);
  app = await startTestApp();
  client = await startQbittorrentContractServer({ webApi: '2.11.2' });
  await app.call(addLibrary, { body: { name: 'Books', path: books, naming_template: null } });
  await app.call(addDownloadClient, {
    body: {
      kind: 'qbittorrent',
      name: 'At home',
      url: client.url,
      username: client.username,
      password: client.password,
      path_mappings: [{ remote: '/downloads', local: downloads }],
    },
  });
  await app.call(addIndexer, {
    body: { kind: 'torznab', name: 'Gone', url: 'http://127.0.0.1:1', api_key: 'secret key of it' },
  });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await client[Symbol.asyncDispose]();
  scratch[Symbol.dispose]();
});

const named = (report: Awaited<ReturnType<typeof look>>, name: string) =>
  report.checks.filter((check) => check.name === name);
const look = (production: 'true' | 'false' = 'false') => app.call(examine, { query: { production } });

describe('the examination', () => {
  it('tries out everything, and leaves nothing in the folders', async () => {
    const report = await look();

    expect(report).toMatchObject({ status: 'error', version: '0.0.0-test' });
    for (const name of ['database', 'schema', 'database_rights', 'clock', 'versions'])
      expect(named(report, name)).toEqual([expect.objectContaining({ status: 'ok' })]);
    expect(named(report, 'permissions')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          status: 'ok',
          detail: expect.stringContaining(`the library "Books" (${books})`),
        }),
        expect.objectContaining({ status: 'ok', detail: expect.stringContaining(downloads) }),
      ]),
    );
    expect(named(report, 'hardlinks')).toEqual([
      expect.objectContaining({ status: 'ok', detail: expect.stringContaining('can be linked') }),
    ]);
    expect(named(report, 'download_clients')).toEqual([expect.objectContaining({ status: 'ok' })]);
    expect(named(report, 'indexers')).toEqual([
      expect.objectContaining({ status: 'error', detail: expect.stringMatching(/^Gone: /) }),
    ]);
    expect([await readdir(books), await readdir(downloads)]).toEqual([[], []]);
    expect(report.checks.some(({ name }) => name.startsWith('production_'))).toBe(false);
  });

  it('goes through the list before production where that is asked for', async () => {
    const report = await look('true');

    expect(named(report, 'production_mode')).toMatchObject([
      { status: 'error', what_to_do: 'Set ENV=production.' },
    ]);
    expect(named(report, 'production_replication')).toHaveLength(1);
  });

  it('is made once for those who ask meanwhile', async () => {
    const [one, other, production] = await Promise.all([look(), look(), look('true')]);

    expect(one.checked_at).toBe(other.checked_at);
    expect(production.checks.length).toBeGreaterThan(one.checks.length);
  });
});

describe('the queue', () => {
  it('answers', async () => {
    expect(await app.call(checkQueue)).toEqual({ duration_ms: expect.any(Number) });
  });
});

it('refuses strangers', async () => {
  for (const { path, method } of [examine, supportBundle, checkQueue])
    expect([path, (await app.fetch(path, { method })).status]).toEqual([path, 401]);
});

it('gives the support bundle as a file that nobody keeps', async () => {
  const reply = await app.fetch(supportBundle.path, { headers: { 'x-api-key': app.apiKey } });
  const bytes = new Uint8Array(await reply.arrayBuffer());

  expect(reply.headers.get('content-type')).toBe('application/zip');
  expect(reply.headers.get('cache-control')).toBe('no-store');
  expect(reply.headers.get('content-disposition')).toContain('mamcrawler-support.zip');
  expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe('PK');
});
