import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import { run, type TestConnection } from './test-server.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly connection: TestConnection;
  /** Opens at the first query. */
  readonly database: Database;
}

/** A migrated, empty database of its own; disposing drops it, whoever may still be connected. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { connection: server, asCopy } = inject('testServer');
  const name = `mamcrawler_test_${randomBytes(6).toString('hex')}`;
  await run(server, `create database ${name} ${asCopy}`);
  const connection = { ...server, database: name };
  const log = pino({ enabled: false });
  const database = openDatabase({ connection, log, slowQueryMs: Number.POSITIVE_INFINITY });
  return {
    connection,
    database,
    async [Symbol.asyncDispose]() {
      await database.destroy();
      await run(server, `drop database if exists ${name} with (force)`);
    },
  };
}
