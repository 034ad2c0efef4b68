import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../test/support/until.ts';
import { type Database, openDatabase } from '../platform/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres.ts';
import { measureReplication } from './measure-replication.ts';

const LOG = pino({ enabled: false });

let dataDir: string;
let server: EmbeddedPostgres;
const ending = new AsyncDisposableStack();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'replication-'));
  ending.defer(() => rm(dataDir, { recursive: true, force: true }));
  // Not a fast one: those write no log that could be streamed.
  server = ending.use(await startEmbeddedPostgres({ dataDir, log: () => {} }));
});

afterAll(() => ending.disposeAsync());

function open(user = server.connection.user): Database {
  const connection = { ...server.connection, user };
  return ending.adopt(openDatabase({ connection, log: LOG, slowQueryMs: 60_000 }), (db) => db.destroy());
}

async function ask(statement: string): Promise<string> {
  await using client = await connect(server.connection);
  const { rows } = await client.query<string[]>({ text: statement, rowMode: 'array' });
  return rows[0]?.[0] ?? '';
}

async function connect(config: pg.ClientConfig) {
  const client = new pg.Client(config);
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

/** What a scrape reads of each of the three; null without a value. */
function measure(db: Database) {
  const metrics = new Registry();
  measureReplication({ metrics, db, log: LOG, keptMs: 0 });
  return async () => {
    const text = await metrics.metrics();
    const value = (name: string) => {
      const found = new RegExp(`^mamcrawler_database_${name} (\\S+)$`, 'm').exec(text)?.[1];
      return found === undefined ? null : Number(found);
    };
    return ['replicas', 'replication_lag_bytes', 'replication_lag_seconds'].map(value);
  };
}

/** Streams as a standby does that has replayed the log up to a point. */
async function standBy(replayed: string): Promise<AsyncDisposable> {
  const config: pg.ClientConfig & { replication: string } = { ...server.connection, replication: 'true' };
  const client = new pg.Client(config);
  client.on('error', () => {});
  await client.connect();
  const { connection } = client as unknown as { connection: StreamingConnection };
  const started = once(connection, 'replicationStart');
  void client.query(`START_REPLICATION PHYSICAL ${replayed}`).catch(() => {});
  await started;
  connection.sendCopyFromChunk(statusUpdate(replayed));
  return { [Symbol.asyncDispose]: async () => connection.stream.destroy() };
}

interface StreamingConnection extends NodeJS.EventEmitter {
  readonly stream: { destroy(): void };
  sendCopyFromChunk(chunk: Uint8Array): void;
}

/** Written, flushed and replayed up to here; the time does not matter; no answer is wanted. */
function statusUpdate(place: string): Uint8Array {
  const [high = '', low = ''] = place.split('/');
  const message = Buffer.alloc(34);
  message.write('r');
  for (const at of [1, 9, 17])
    message.writeBigUInt64BE((BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`), at);
  return message;
}

it('tells of no standby where there is none', async () => {
  expect(await measure(open())()).toEqual([0, null, null]);
});

it('tells how far a standby lags, and when it is gone', async () => {
  const read = measure(open());
  const replayed = await ask('select pg_current_wal_lsn()::text');
  await using standby = await standBy(replayed);
  await until('the standby is seen', async () => (await read())[0] === 1);
  await ask('select pg_logical_emit_message(true, $$test$$, repeat($$x$$, 100000))::text');

  const [replicas, bytes, seconds] = await read();

  expect(replicas).toBe(1);
  expect(bytes).toBeGreaterThanOrEqual(100_000);
  expect(seconds).toBeGreaterThanOrEqual(0);
  await standby[Symbol.asyncDispose]();
  await until('it is seen to be gone', async () => (await read())[0] === 0);
  expect(await read()).toEqual([0, null, null]);
});

it('tells nothing to a user without pg_monitor, all to one with it', async () => {
  await ask('create role plain login');
  await ask('create role watcher login in role pg_monitor');

  expect(await measure(open('plain'))()).toEqual([null, null, null]);
  expect(await measure(open('watcher'))()).toEqual([0, null, null]);
});
