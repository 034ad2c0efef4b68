import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../../src/contract/call.ts';
import { health } from '../../src/contract/health.ts';
import {
  type DebianPostgres,
  type StandbyPostgres,
  startDebianPostgres,
  startStandby,
} from '../support/debian-postgres.ts';
import { PROGRAM_KEY, type RunningProgram, startProgram } from '../support/program.ts';
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
  await untilCaughtUp();
  const before = load.written.length;
  await primary.kill();
  await until('requests are refused', () => load.failures.length > 0);
  await standby.promote();
  await until('it writes again', () => load.written.length > before + 10, 60_000);
  const lost = load.failures.length;
  await until('it reads and writes as before', () => load.written.length > before + 50);
  await load.stop();

  expect(load.failures.length).toBe(lost);
  const { services } = await call(health, {}, { baseUrl: program.address.replace(/\/$/, ''), headers });
  expect(services['database']).toMatchObject({ status: 'healthy', database: 'connected' });
  const rows = await run(standby.connection, 'select name from author');
  const names = new Set(rows.map(({ name }) => name));
  expect(load.written.slice(0, before - 10).filter((name) => !names.has(name))).toEqual([]);
});

async function untilCaughtUp(): Promise<void> {
  await until('the standby has everything', async () => {
    const [row] = await run(
      primary.connection,
      'select bool_and(replay_lsn = sent_lsn) as done from pg_stat_replication',
    );
    return row?.['done'] === true;
  });
}
