import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { until } from '../support/until.ts';
import { ask, expectNothingLeft, makeDataFolder } from './data-folder.ts';
import { postmasterPid, startWriter, type WriterProcess } from './writer-process.ts';

const log = (): void => {};

describe('a kill -9', () => {
  let folder: ReturnType<typeof makeDataFolder>;
  let dataDir: string;
  beforeEach(() => {
    folder = makeDataFolder();
    dataDir = folder.path;
  });
  afterEach(() => folder[Symbol.dispose]());

  const kills: readonly [string, (writer: WriterProcess) => void][] = [
    ['of Node alone', (writer) => writer.child.kill('SIGKILL')],
    [
      'of the server and Node',
      (writer) => {
        process.kill(postmasterPid(dataDir), 'SIGKILL');
        writer.child.kill('SIGKILL');
      },
    ],
  ];

  it.each(kills)('%s loses no acknowledged row', async (_, kill) => {
    for (let round = 1; round <= 2; round += 1) {
      const writer = startWriter(dataDir);
      await untilWritten(writer, 150);
      kill(writer);
      await writer.ended;

      await expectRows(writer.acknowledged);
    }
  });

  it('of the server alone is made good by the supervisor', async () => {
    const writer = startWriter(dataDir);
    await untilWritten(writer, 150);

    process.kill(postmasterPid(dataDir), 'SIGKILL');
    await untilWritten(writer, writer.acknowledged.length + 150);
    writer.child.kill('SIGTERM');
    await writer.ended;

    await expectRows(writer.acknowledged);
  });

  it('of one session of the server lets the program go on at the same address', async () => {
    const story: string[] = [];
    await using postgres = await startEmbeddedPostgres({
      dataDir,
      log,
      onLoss: () => story.push('lost'),
      onRestart: () => story.push('back'),
    });
    const victim = new Client(postgres.connection);
    victim.on('error', () => {});
    await victim.connect();
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');

    expect(postgres.state).toEqual({ isUp: true, restarts: 0 });
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await until('the supervisor had noticed', () => story.includes('back'));
    expect(story).toEqual(['lost', 'back']);
    expect(postgres.state).toEqual({ isUp: true, restarts: 1 });

    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('of the server while MAMcrawler stops leaves nothing behind', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, log });
    process.kill(postmasterPid(dataDir), 'SIGKILL');

    await postgres.stop();

    await expectNothingLeft(dataDir);
    await using next = await startEmbeddedPostgres({ dataDir, log });
    expect(await ask(next.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  /** Starts anew, looks for each row and at the index, and ends. */
  async function expectRows(acknowledged: readonly number[]): Promise<void> {
    {
      await using postgres = await startEmbeddedPostgres({ dataDir, log });
      const { connection } = postgres;
      const wanted = `select id from unnest('{${acknowledged.join()}}'::bigint[]) id`;
      expect(await ask(connection, `${wanted} where id not in (select id from entry)`)).toEqual([]);
      await ask(connection, 'create extension if not exists amcheck');
      await ask(connection, `select bt_index_check('entry_pkey', heapallindexed => true)`);
    }
    await expectNothingLeft(dataDir);
  }
});

async function untilWritten(writer: WriterProcess, rows: number): Promise<void> {
  await until(
    `${rows} rows were written`,
    () => writer.acknowledged.length >= rows || writer.child.exitCode !== null,
  );
  expect(writer.complaints()).toBe('');
}
