import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { startEmbeddedPostgres } from '../../platform/embedded-postgres.ts';
import type { ScratchDatabase } from './scratch-database.ts';

const PREFIX = 'scratch-';

export interface ScratchServerOptions {
  /** Made where it is missing; a folder for nothing else. */
  readonly scratchFolder: string;
  readonly runtimeDir?: string | null | undefined;
}

/** Starts a PostgreSQL of its own on an empty folder; disposing ends it and removes the folder; also those that a crash left. */
export async function startScratchServer({
  scratchFolder,
  runtimeDir = null,
}: ScratchServerOptions): Promise<ScratchDatabase> {
  await mkdir(scratchFolder, { recursive: true });
  await sweep(scratchFolder);
  await using ending = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(scratchFolder, PREFIX));
  ending.defer(() => remove(dataDir));
  const server = ending.use(await startServer(dataDir, runtimeDir));
  const connection: pg.ClientConfig = { ...server.connection };
  const ended = ending.move();
  return { connection, [Symbol.asyncDispose]: () => ended.disposeAsync() };
}

/** What is in it is made from an archive and thrown away: nothing needs to outlive a power cut. */
function startServer(dataDir: string, runtimeDir: string | null) {
  return startEmbeddedPostgres({ dataDir, runtimeDir, fast: true, log: () => {} });
}

/** Only for who holds VERIFY_LOCK: a folder that was just made is nobody else's. */
async function sweep(scratchFolder: string): Promise<void> {
  const left = (await readdir(scratchFolder)).filter((name) => name.startsWith(PREFIX));
  for (const name of left) {
    const dataDir = join(scratchFolder, name);
    // Takes over the server that may still run there, so that it can be ended.
    if (existsSync(join(dataDir, 'postgres', 'postmaster.pid')))
      await startServer(dataDir, null).then((server) => server.stop());
    await remove(dataDir);
  }
}

async function remove(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
}
