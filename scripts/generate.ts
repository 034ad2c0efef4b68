import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pino from 'pino';
import { endpoints } from '../src/contract/endpoints.ts';
import { openDatabase } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { migrateUp } from '../src/platform/migrate.ts';
import { withApiReference } from './api-reference.ts';
import { describeTables } from './describe-tables.ts';
import { generateOpenApi } from './generate-openapi.ts';

/** Writes what follows from other sources: the types of the tables from the migrations, openapi.json and API.md from the contract. */
const ROOT = resolve(import.meta.dirname, '..');

await write('src/platform/tables.ts', await tableTypes());
await write('openapi.json', await generateOpenApi(ROOT));
await write('API.md', withApiReference(await readFile(join(ROOT, 'API.md'), 'utf8'), endpoints));

async function write(name: string, text: string): Promise<void> {
  await writeFile(join(ROOT, name), text);
  console.log(`wrote ${name}`);
}

/** Of a database that is made for it and thrown away. */
async function tableTypes(): Promise<string> {
  await using ending = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'mamcrawler-generate-'));
  ending.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { connection } = ending.use(await startEmbeddedPostgres({ dataDir, log: () => {}, fast: true }));
  const log = pino({ enabled: false });
  const database = openDatabase({ connection, log, slowQueryMs: Number.POSITIVE_INFINITY });
  ending.defer(() => database.destroy());
  await migrateUp(database);
  return await describeTables(database);
}
