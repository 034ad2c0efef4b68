import pino from 'pino';
import { openDatabase } from '../../src/platform/database.ts';
import { migrateUp } from '../../src/platform/migrate.ts';
import type { TestConnection } from './test-server.ts';

/** Puts into the template what every test database is to have from the start: the schema. */
export async function prepareTemplate(connection: TestConnection): Promise<void> {
  const log = pino({ enabled: false });
  await using database = openDatabase({ connection, log, slowQueryMs: Number.POSITIVE_INFINITY });
  await migrateUp(database);
}
