import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../src/base/clock.ts';
import { readArchive } from '../src/operations/archive/read-archive.ts';
import { restoreArchive } from '../src/operations/archive/restore-archive.ts';
import { verifyArchive } from '../src/operations/archive/verify-archive.ts';
import { writeArchive } from '../src/operations/archive/write-archive.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import type { Figure } from './figure.ts';
import { forgetPeak, peakMegabytes } from './server-process.ts';

/** A database of so many books to a file, from it, and verified: how long, and with how much memory of our own. */
export async function measureArchive(books: number): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'mamcrawler-bench-'));
  try {
    const dataDir = join(dir, 'data');
    await fillElsewhere(dataDir, books);
    await using server = await startEmbeddedPostgres({ dataDir, log: () => {} });
    const connection = { ...server.connection };
    const path = join(dir, 'archive.zip');
    const options = { version: '0', settings: {} };
    forgetPeak(process.pid);
    const before = peakMegabytes(process.pid);
    const exported = await timed(() => writeArchive({ connection, clock: systemClock }, path, options));
    await using archive = await readArchive(path);
    const imported = await timed(() => restoreArchive({ connection }, archive));
    const needs = { connection, scratchFolder: join(dir, 'scratch') };
    const verified = await timed(() => verifyArchive(needs, path));
    if (verified.result.outcome !== 'passed') throw new Error(JSON.stringify(verified.result.checks));
    const of = `of ${books} books`;
    return [
      { name: `archive ${of}: size`, value: exported.result.sizeBytes / 1e6, unit: 'MB' },
      { name: `archive ${of}: export`, value: exported.seconds, unit: 's' },
      { name: `archive ${of}: import`, value: imported.seconds, unit: 's', atMost: 60 },
      { name: `archive ${of}: verify`, value: verified.seconds, unit: 's' },
      {
        name: `archive ${of}: memory at most`,
        value: peakMegabytes(process.pid) - before,
        unit: 'MB',
        atMost: 150,
      },
    ];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const begun = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - begun) / 1_000 };
}

/** In a process of its own, so that its memory is not counted. */
async function fillElsewhere(dataDir: string, books: number): Promise<void> {
  const fill = new URL('./fill-database.ts', import.meta.url).href;
  const program = `const { fillDatabase } = await import(${JSON.stringify(fill)});
    await fillDatabase(${JSON.stringify(dataDir)}, ${books});`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
}
