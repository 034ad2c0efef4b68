import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect } from 'vitest';
import type { EmbeddedConnection } from '../../src/platform/embedded-postgres.ts';
import { until } from '../support/until.ts';
import { processesIn } from './processes-in.ts';

/** A data folder of its own; whatever still works in it at the end is killed with it. */
export function makeDataFolder(): Disposable & { readonly path: string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mamcrawler-crash-')));
  return {
    path,
    [Symbol.dispose]() {
      for (const pid of processesIn(path)) process.kill(pid, 'SIGKILL');
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** No process, no lock, no socket. */
export async function expectNothingLeft(dataDir: string): Promise<void> {
  await until('the last process had gone', () => processesIn(dataDir).length === 0);
  expect((await readdir(dataDir)).toSorted()).toEqual(['postgres', 'postgres-libraries']);
  expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
}

/** The rows of one statement. */
export async function ask(
  connection: EmbeddedConnection,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
