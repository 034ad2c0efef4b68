import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { Conflict, codeOf } from '../../base/errors.ts';

/**
 * Lets one process of this machine at a time work on a data folder, and refuses the second with a sentence. It listens
 * on an abstract socket, which the kernel takes away with its process: nothing is left behind that could be stale.
 * Whoever does not share this system (another container) is kept out by the lock in the database.
 */
export async function oneAtATime(dataDir: string): Promise<AsyncDisposable> {
  if (process.platform !== 'linux') return { async [Symbol.asyncDispose]() {} };
  const { dev, ino } = statSync(dataDir, { bigint: true });
  const name = `\0mamcrawler-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`;
  const server = createServer((caller) => caller.on('error', () => {}).end(String(process.pid)));
  server.unref();
  try {
    await once(server.listen(name), 'listening');
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    throw alreadyRunning(dataDir, await askHolder(name));
  }
  return {
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The refusal of a second start; `pid` is null where the first one is not known. */
export function alreadyRunning(dataDir: string, pid: number | null): Conflict {
  const who = pid === null ? '' : ` (process ${pid})`;
  return new Conflict(
    `MAMcrawler is already running on the data folder ${dataDir}${who}. Stop it first, or give this one a folder of its own with MAMCRAWLER_DATA.`,
    { data_dir: dataDir, pid },
  );
}

async function askHolder(name: string): Promise<number | null> {
  const holder = connect(name);
  holder.setTimeout(500, () => holder.destroy());
  const answer = await text(holder).catch(() => '');
  return Number.parseInt(answer, 10) || null;
}
