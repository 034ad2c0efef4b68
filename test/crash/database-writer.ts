import { Pool } from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';

/** A program to be killed: says each number on its own line once the database has acknowledged its row. */
async function write(dataDir: string): Promise<void> {
  await using postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const pool = new Pool({ ...postgres.connection, max: 1 });
  pool.on('error', () => {});
  await pool.query('create table if not exists entry (id bigint primary key)');
  const { rows } = await pool.query<{ next: string }>('select coalesce(max(id), 0) + 1 as next from entry');
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  for (let id = Number(rows[0]?.next); !stopping.signal.aborted; ) {
    try {
      await pool.query('insert into entry values ($1) on conflict do nothing', [id]);
      process.stdout.write(`${id}\n`);
      id += 1;
    } catch {
      // The server is gone for the moment; the same row is tried again.
    }
  }
  await pool.end();
}

const [, , dataDir] = process.argv;
if (dataDir !== undefined) await write(dataDir);
