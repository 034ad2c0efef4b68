import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Conflict } from '../../base/errors.ts';
import type { ClusterPlace } from './cluster-place.ts';
import { judgePostmaster, parsePostmasterPid } from './postmaster-pid.ts';
import { lookAtProcess } from './running-process.ts';
import { removeSocketFolder, socketPath, usualSocketFolder } from './socket-folder.ts';

export interface RunningPostmaster {
  readonly state: 'running';
  readonly pid: number;
  /** Null while it has not opened its socket. */
  readonly socketFolder: string | null;
}

export type FoundPostmaster = { readonly state: 'none' } | RunningPostmaster;

/** Finds the server of a cluster. The traces of one that is provably gone are removed: they would stop the next. */
export async function findPostmaster(place: ClusterPlace): Promise<FoundPostmaster> {
  const file = join(place.clusterFolder, 'postmaster.pid');
  const noted = parsePostmasterPid(await readFile(file, 'utf8').catch(() => ''));
  if (noted === null) return { state: 'none' };
  const { pid, socketFolder } = noted;
  switch (judgePostmaster(lookAtProcess(pid), place.clusterFolder)) {
    case 'ours':
      return { state: 'running', pid, socketFolder };
    case 'unknown':
      throw new Conflict(
        `${file} says that process ${pid} serves this database, and that process may not be examined. If it is no PostgreSQL, delete the file and start again.`,
      );
    default: {
      const folder = socketFolder ?? usualSocketFolder(place.dataDir);
      if (await answers(socketPath(folder))) throw servedElsewhere(place);
      await rm(file, { force: true });
      await removeSocketFolder(folder, place.dataDir);
      return { state: 'none' };
    }
  }
}

/** A container cannot see the processes of another one, but the socket in a shared folder leads there. */
function servedElsewhere({ clusterFolder }: ClusterPlace): Conflict {
  return new Conflict(
    `A PostgreSQL that cannot be seen from here serves the database in ${clusterFolder}: another container on the same folder? Stop it first, or give this MAMcrawler a data folder of its own with MAMCRAWLER_DATA.`,
  );
}

async function answers(socket: string): Promise<boolean> {
  const connection = connect(socket);
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}
