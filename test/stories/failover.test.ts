import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../../src/contract/call.ts';
import { health } from '../../src/contract/health.ts';
import {
  type DebianPostgres,
  type StandbyPostgres,
  startDebianPostgres,
  startStandby,
} from '../support/debian-postgres.ts';
import { asAdministrator, PROGRAM_KEY, type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { startLoad } from '../support/steady-load.ts';
import { run } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const ending = new AsyncDisposableStack();
const headers = { 'x-api-key': PROGRAM_KEY };
let primary: DebianPostgres;
let standby: StandbyPostgres;
let program: RunningProgram;

beforeAll(async () => {
  primary = ending.use(await startDebianPostgres());
  standby = ending.use(await startStandby(primary));
  const both = primary.url.replace(/@[^/]*/, (server) => `${server},127.0.0.1:${standby.port}`);
  program = ending.use(
    await startProgram({
      dataDir: ending.use(makeScratchFolder()).path,
      environment: {
        DATABASE_URL: `${both}?target_session_attrs=read-write`,
        RATE_LIMIT_ADMIN: '1000000',
      },
    }),
  );
}, 120_000);
afterAll(() => ending.disposeAsync(), 60_000);

it('tells how far the standby is behind', async () => {
  const measured = await (await fetch(`${program.address}metrics`, { headers })).text();
  expect(measured).toMatch(/^mamcrawler_database_replicas 1$/m);
  expect(measured).toMatch(/^mamcrawler_database_replication_lag_bytes \d+$/m);
});

it('goes on with the standby, without a restart, when the primary died and the standby was promoted', async () => {
  const load = startLoad(program.address, headers);
  await until('something was written', () => load.written.length > 10);
  const before = load.written.length;
  await untilCaughtUp();
  await primary.kill();
  await until('requests are refused', () => load.failures.length > 0);
  await standby.promote();
  await until('it writes again', () => load.written.length > before + 10, 60_000);
  // Whoever asked while there was no primary has their answer.
  await load.stop();
  const after = startLoad(program.address, headers);
  await until('it reads and writes as before', () => after.written.length > 50);
  await after.stop();

  expect(after.failures).toEqual([]);
  const { services } = await call(health, {}, asAdministrator(program));
  expect(services['database']).toMatchObject({ status: 'healthy', database: 'connected' });
  const rows = await run(standby.connection, 'select name from author');
  const names = new Set(rows.map(({ name }) => name));
  expect(load.written.slice(0, before).filter((name) => !names.has(name))).toEqual([]);
});

/** The standby has what was written until now. */
async function untilCaughtUp(): Promise<void> {
  const [now] = await run(primary.connection, 'select pg_current_wal_lsn()::text as lsn');
  await until('the standby has caught up', async () => {
    const [row] = await run(
      primary.connection,
      `select bool_and(replay_lsn >= '${String(now?.['lsn'])}') as done from pg_stat_replication`,
    );
    return row?.['done'] === true;
  });
}
