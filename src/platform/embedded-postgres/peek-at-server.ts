import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SocketConnection } from './claim-database.ts';
import { judgePostmaster, parsePostmasterPid } from './postmaster-pid.ts';
import { lookAtProcess } from './running-process.ts';
import { SOCKET_PORT } from './socket-folder.ts';

/** What is to be seen of the embedded database of a data folder. */
export type PeekedServer =
  /** No start was here yet. */
  | { readonly state: 'none' }
  /** It lies there, and nobody runs it. */
  | { readonly state: 'at-rest' }
  /** Somebody runs it: this is the way in. */
  | { readonly state: 'running'; readonly pid: number; readonly connection: Omit<SocketConnection, 'user'> }
  /** Somebody may run it, but from here that cannot be seen. */
  | { readonly state: 'unclear'; readonly pid: number };

/** Looks without touching anything: takes no lock, removes no trace, starts nothing. */
export async function peekAtServer(dataDir: string): Promise<PeekedServer> {
  const inside = join(dataDir, 'postgres');
  const clusterFolder = await realpath(inside).catch(() => inside);
  const isThere = await stat(join(clusterFolder, 'PG_VERSION')).catch(() => null);
  if (isThere === null) return { state: 'none' };
  const text = await readFile(join(clusterFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const noted = parsePostmasterPid(text);
  if (noted === null) return { state: 'at-rest' };
  const { pid, socketFolder } = noted;
  const verdict = judgePostmaster(lookAtProcess(pid), clusterFolder);
  if (verdict === 'ours' && socketFolder !== null) {
    return { state: 'running', pid, connection: { host: socketFolder, port: SOCKET_PORT, ssl: false } };
  }
  return verdict === 'ours' || verdict === 'unknown' ? { state: 'unclear', pid } : { state: 'at-rest' };
}
