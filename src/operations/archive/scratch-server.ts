import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { DAY_MS, systemClock } from '../../base/clock.ts';
import { lookAtProcess } from '../../platform/embedded-postgres/running-process.ts';
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
  await sweep(scratchFolder, runtimeDir);
  await using ending = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(scratchFolder, `${PREFIX}${ownerOf(process.pid)}-`));
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

/** Leaves alone what another process works on. */
async function sweep(scratchFolder: string, runtimeDir: string | null): Promise<void> {
  const left = (await readdir(scratchFolder)).filter((name) => name.startsWith(PREFIX));
  for (const name of left) {
    const dataDir = join(scratchFolder, name);
    if (await isInUse(dataDir, name)) continue;
    // Takes over the server that may still run there, so that it can be ended.
    if (existsSync(join(dataDir, 'postgres', 'postmaster.pid')))
      await startServer(dataDir, runtimeDir).then((server) => server.stop());
    await remove(dataDir);
  }
}

const OWNED = /^scratch-(([0-9a-f]{8})-(\d+)-\d*)-/;

/** Of a process on another machine or in another container one knows nothing: it has a day. */
async function isInUse(dataDir: string, name: string): Promise<boolean> {
  const [, owner, host, pid] = OWNED.exec(name) ?? [];
  if (owner === undefined) return false;
  if (host === hostMark()) {
    const living = ownerOf(Number(pid));
    return living !== null && (living === owner || living.endsWith('-'));
  }
  const madeAt = await stat(dataDir).then(
    ({ birthtimeMs }) => birthtimeMs,
    () => 0,
  );
  return systemClock.now().getTime() - madeAt < DAY_MS;
}

/** Tells a living process from all others, as part of a name; null for one that is gone. It ends in - where that cannot be told. */
function ownerOf(pid: number): string | null {
  const found = lookAtProcess(pid);
  if (found.state === 'gone') return null;
  return `${hostMark()}-${pid}-${found.state === 'alive' ? found.startedAt : ''}`;
}

function hostMark(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

async function remove(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
}
