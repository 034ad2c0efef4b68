import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { run, type TestConnection } from './test-server.ts';
import { until } from './until.ts';

const BIN = '/usr/lib/postgresql/15/bin';
const runFile = promisify(execFile);
const PASSWORD = 'a-password-of-the-tests';
const SUPERUSER = 'mamcrawler';
const DATABASE = 'audiobook_automation';

/** Debian's PostgreSQL 15 on a port of loopback, with an empty database of the program. */
export interface DebianPostgres extends AsyncDisposable {
  readonly port: number;
  readonly connection: TestConnection;
  /** As `DATABASE_URL` has it. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Ends it as an operator does. */
  stop(): Promise<void>;
}

export interface StandbyPostgres extends DebianPostgres {
  /** Makes it the primary; returns when it takes writes. */
  promote(): Promise<void>;
}

export async function startDebianPostgres(): Promise<DebianPostgres> {
  const cluster = await makeCluster(async (folder, owner) => {
    const [data, password] = [join(folder, 'data'), join(folder, 'password')];
    await writeFile(password, `${PASSWORD}\n`);
    const access = ['--username', SUPERUSER, '--pwfile', password, '--auth', 'scram-sha-256'];
    await runFile(join(BIN, 'initdb'), ['--pgdata', data, '--no-sync', '--encoding=UTF8', ...access], owner);
  });
  await cluster.start();
  await run({ ...cluster.connection, database: 'postgres' }, `create database ${DATABASE}`);
  return cluster;
}

/** A streaming copy of a running server. */
export async function startStandby(primary: DebianPostgres): Promise<StandbyPostgres> {
  const source = primary.url.replace(/\/\w+$/, '');
  const cluster = await makeCluster(async (folder, owner) => {
    const how = ['--dbname', source, '--write-recovery-conf', '--checkpoint=fast', '--no-sync'];
    await runFile(join(BIN, 'pg_basebackup'), ['--pgdata', join(folder, 'data'), ...how], owner);
  });
  await cluster.start();
  return {
    ...cluster,
    async promote() {
      await run(cluster.connection, 'select pg_promote(true, 60)');
      await until('the standby takes writes', async () => {
        const [row] = await run(cluster.connection, 'select pg_is_in_recovery() as standby');
        return row?.['standby'] === false;
      });
    },
  };
}

const FAST = ['fsync=off', 'full_page_writes=off', 'shared_buffers=32MB', 'max_wal_senders=4'];

async function makeCluster(
  initialise: (folder: string, owner: Owner) => Promise<void>,
): Promise<DebianPostgres> {
  const scratch = makeScratchFolder();
  const folder = scratch.path;
  const owner = await findOwner();
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
  await initialise(folder, owner);
  const port = await freePort();
  const connection = {
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: PASSWORD,
    ssl: false,
    database: DATABASE,
  } as const;
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      ...FAST,
    ];
    const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
    child = spawn(join(BIN, 'postgres'), args, { ...owner, cwd: folder, stdio: 'ignore' });
    await until('PostgreSQL takes connections', () => takesConnections(connection));
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
    // Its children hold the data folder for a moment more.
    await until('PostgreSQL is gone', () => scratch.processes().length === 0);
  }

  return {
    port,
    connection,
    url: `postgresql://${SUPERUSER}:${PASSWORD}@127.0.0.1:${port}/${DATABASE}`,
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGINT'),
    async [Symbol.asyncDispose]() {
      await end('SIGINT');
      scratch[Symbol.dispose]();
    },
  };
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root: then as the user that Debian's package made. */
async function findOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string) => Number((await runFile('id', [flag, 'postgres'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

async function takesConnections(connection: TestConnection): Promise<boolean> {
  return run({ ...connection, database: 'postgres' }, 'select 1').then(
    () => true,
    () => false,
  );
}
