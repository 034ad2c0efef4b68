import { join } from 'node:path';
import type { CallOptions } from '../../src/contract/call.ts';
import { startDebianPostgres } from '../../test/support/debian-postgres.ts';
import { freePort } from '../../test/support/free-port.ts';
import { startNginx } from '../../test/support/nginx.ts';
import { asAdministrator, type RunningProgram, startProgram } from '../../test/support/program.ts';
import { makeSchema, partOf } from '../../test/support/several-processes.ts';
import { fillBooks, fillDatabase } from '../fill-database.ts';

/** A running MAMcrawler with books, of one process or of several. */
export interface Installation extends AsyncDisposable {
  /** Where people ask. */
  readonly options: CallOptions;
  /** Each process at its own address. */
  readonly processes: readonly RunningProgram[];
}

export interface InstallationOptions {
  readonly folder: string;
  readonly books: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What is measured is how much it can do, not how soon it refuses one caller. */
const UNLIMITED = {
  RATE_LIMIT_ADMIN: '100000000',
  RATE_LIMIT_AUTHENTICATED: '100000000',
  BACKUP_SCHEDULE: 'off',
  BACKUP_VERIFY_SCHEDULE: 'off',
};

/** One process with the embedded database, as `npm start` makes it. */
export async function startAlone({ folder, books, environment }: InstallationOptions): Promise<Installation> {
  const dataDir = join(folder, 'data');
  await fillDatabase(dataDir, books);
  const program = await startProgram({ dataDir, environment: { ...UNLIMITED, ...environment } });
  return {
    options: asAdministrator(program),
    processes: [program],
    [Symbol.asyncDispose]: () => program.stop(),
  };
}

/** Two web processes behind nginx and two workers on PostgreSQL 15. */
export async function startFleet({ folder, books, environment }: InstallationOptions): Promise<Installation> {
  await using ending = new AsyncDisposableStack();
  const postgres = ending.use(await startDebianPostgres());
  await fillBooks(postgres.connection, books);
  const environmentOf = (role: string, port: number) => ({
    ...UNLIMITED,
    ...partOf(postgres.url, role),
    PORT: String(port),
    HOST: '127.0.0.1',
    DRAIN_SECONDS: '0',
    TRUSTED_PROXIES: '127.0.0.1',
    ...environment,
  });
  const ports = [await freePort(), await freePort(), await freePort(), await freePort()] as const;
  await makeSchema(postgres.url, join(folder, 'migrate'));
  const processes = await Promise.all(
    ports.map((port, at) => {
      const role = at < 2 ? 'web' : 'worker';
      return startProgram({ dataDir: join(folder, `${role}-${at}`), environment: environmentOf(role, port) });
    }),
  );
  for (const program of processes) ending.use(program);
  const nginx = ending.use(await startNginx(ports.slice(0, 2)));
  const atTheEnd = ending.move();
  return {
    options: asAdministrator(nginx),
    processes,
    [Symbol.asyncDispose]: () => atTheEnd.disposeAsync(),
  };
}
