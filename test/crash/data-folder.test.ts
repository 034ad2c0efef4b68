import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { until } from '../support/until.ts';
import { ask, expectNothingLeft, makeDataFolder } from './data-folder.ts';
import { startOrphan } from './orphan.ts';
import { postmasterPid, startWriter } from './writer-process.ts';

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;

let folder: ReturnType<typeof makeDataFolder>;
let dataDir: string;
beforeEach(() => {
  folder = makeDataFolder();
  dataDir = folder.path;
});
afterEach(() => folder[Symbol.dispose]());

const log = (): void => {};
/** Starts and ends once. */
async function startOnce(path = dataDir): Promise<void> {
  await using postgres = await startEmbeddedPostgres({ dataDir: path, log, fast: true });
  expect(await ask(postgres.connection, 'select current_database() as name')).toEqual([
    { name: 'audiobook_automation' },
  ]);
}

describe('a data folder in use', () => {
  it('is refused to a second MAMcrawler, which names the first', async () => {
    const first = startWriter(dataDir);
    await until('the first had begun', () => first.acknowledged.length > 0);

    await expect(startOnce()).rejects.toThrow(
      `already running on the data folder ${dataDir} (process ${first.child.pid})`,
    );

    first.child.kill('SIGTERM');
    await first.ended;
    await startOnce();
    await expectNothingLeft(dataDir);
  });

  it('is given to one of two that start at once', async () => {
    const starts = await Promise.allSettled([
      startEmbeddedPostgres({ dataDir, fast: true, log }),
      startEmbeddedPostgres({ dataDir, fast: true, log }),
    ]);

    expect(starts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const start of starts) if (start.status === 'fulfilled') await start.value.stop();
    await expectNothingLeft(dataDir);
  });

  it('is refused while a session that we cannot see holds it, whose server is left alone', async () => {
    await startOnce();
    await using orphan = await startOrphan(dataDir);
    const holder = new Client({ ...orphan.connection, database: 'postgres' });
    await holder.connect();
    await holder.query('select pg_advisory_lock($1)', [0x4d414d63]);

    await expect(startOnce()).rejects.toThrow('already running on the data folder');

    expect((await holder.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await holder.end();
  });
});

describe('what an earlier run left', () => {
  it('is adopted when it is a running server, and ended with us', async () => {
    await startOnce();
    const orphan = await startOrphan(dataDir);

    {
      await using postgres = await startEmbeddedPostgres({ dataDir, fast: true, log });
      expect(postmasterPid(dataDir)).toBe(orphan.pid);
      expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    }

    await expectNothingLeft(dataDir);
  });

  it('is adopted and, when it is killed, replaced at the same address', async () => {
    await startOnce();
    const orphan = await startOrphan(dataDir);
    let restarts = 0;
    const onRestart = (): void => {
      restarts += 1;
    };

    {
      await using postgres = await startEmbeddedPostgres({ dataDir, fast: true, log, onRestart });
      process.kill(orphan.pid, 'SIGKILL');
      await until('the supervisor had noticed', () => restarts === 1);
      expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    }

    await expectNothingLeft(dataDir);
  });

  it('does not stand in the way when its process id now belongs to another program', async () => {
    await startOnce();
    const stranger = spawn('sleep', ['60']);
    const socketFolder = join(dataDir, 'postgres-run');
    mkdirSync(socketFolder);
    const note = `${stranger.pid}\n${dataDir}/postgres\n1764000000\n5432\n${socketFolder}\n`;
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), note);
    writeFileSync(join(socketFolder, '.s.PGSQL.5432.lock'), note);

    await startOnce();

    expect(stranger.exitCode).toBeNull();
    stranger.kill();
    await once(stranger, 'close');
  });

  it('is cleared away when it is half a database', async () => {
    const half = join(dataDir, 'postgres.unfinished-4711');
    mkdirSync(half);
    writeFileSync(join(half, 'PG_VERSION'), '18\n');

    await startOnce();

    await expectNothingLeft(dataDir);
  });

  it('is put in order when a restore has opened it to everybody', async () => {
    await startOnce();
    chmodSync(join(dataDir, 'postgres'), 0o755);

    await startOnce();

    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  });

  it('is refused when another major version made it, and left as it is', async () => {
    await startOnce();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');

    await expect(startOnce()).rejects.toThrow(/made by PostgreSQL 17; this MAMcrawler brings PostgreSQL 18/u);
    await expectNothingLeft(dataDir);
  });

  it('is refused when it is no database', async () => {
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres', 'letter.txt'), 'Dear reader');

    await expect(startOnce()).rejects.toThrow('holds something, but no database');
  });
});

describe('the place of a data folder', () => {
  it('may have any name', async () => {
    await startOnce(join(dataDir, `a "name", it's ü\\$HOME %s`));
  });

  it('may have a path that is too long for a socket', async () => {
    const long = join(dataDir, 'x'.repeat(90));
    mkdirSync(long);
    let socketFolder: string;
    {
      await using postgres = await startEmbeddedPostgres({
        dataDir: long,
        log,
        fast: true,
        runtimeDir: dataDir,
      });
      socketFolder = postgres.connection.host;
      expect(dirname(socketFolder)).toBe(dataDir);
      expect(statSync(socketFolder).mode & 0o777).toBe(0o700);
      expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    }

    expect(existsSync(socketFolder)).toBe(false);
    await expectNothingLeft(long);
  });

  it('is refused where the loader of the libraries could not follow', async () => {
    await expect(startOnce(join(dataDir, 'a:b'))).rejects.toThrow('a colon or semicolon');
  });

  it.runIf(IS_ROOT)('may lie below a folder that only root may enter', async () => {
    chmodSync(dataDir, 0o700);

    await startOnce();

    expect(statSync(join(dataDir, 'postgres')).uid).toBe(0);
    await expectNothingLeft(dataDir);
  });

  it.runIf(IS_ROOT)('may belong to another user, whom the database then belongs to as well', async () => {
    chownSync(dataDir, NOBODY, NOBODY);

    await startOnce();
    await startOnce();

    expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY);
    await expectNothingLeft(dataDir);
  });

  it.runIf(IS_ROOT)(
    'may belong to another user whom root has kept out: root takes its database over',
    async () => {
      const inner = join(dataDir, 'inner');
      mkdirSync(inner);
      chmodSync(dataDir, 0o755);
      chownSync(inner, NOBODY, NOBODY);
      await startOnce(inner);
      chmodSync(dataDir, 0o700);

      await startOnce(inner);

      expect(statSync(join(inner, 'postgres', 'base')).uid).toBe(0);
    },
  );

  it.runIf(IS_ROOT && isOpenToAll())(
    'serves a MAMcrawler that is not root, with and without an account',
    async () => {
      for (const uid of [NOBODY, 54_321]) {
        const own = join(dataDir, String(uid));
        mkdirSync(own);
        chmodSync(dataDir, 0o755);
        chownSync(own, uid, uid);
        const writer = startWriter(own, { uid, gid: uid });
        await until(
          'rows were written',
          () => writer.acknowledged.length > 10 || writer.child.exitCode !== null,
        );
        writer.child.kill('SIGTERM');
        await writer.ended;

        expect(writer.complaints()).toBe('');
        expect(statSync(join(own, 'postgres')).uid).toBe(uid);
        await expectNothingLeft(own);
      }
    },
  );

  it.runIf(IS_ROOT && isOpenToAll())(
    'is refused in words to a user whom its database does not belong to',
    async () => {
      await startOnce();
      chmodSync(dataDir, 0o777);
      const writer = startWriter(dataDir, { uid: NOBODY, gid: NOBODY });
      await writer.ended;

      expect(writer.complaints()).toContain(
        'belongs to the user with the number 0, and MAMcrawler runs as number 65534',
      );
      expect(readdirSync(dataDir)).not.toContain('postgres-run');
    },
  );
});

/** Whether an ordinary user may read this program, which root may have cloned into a home of its own. */
function isOpenToAll(): boolean {
  const above = (path: string): readonly string[] => (path === '/' ? [] : [path, ...above(dirname(path))]);
  return above(dirname(import.meta.filename)).every((path) => (statSync(path).mode & 0o005) === 0o005);
}
