import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import type { SocketConnection } from './embedded-postgres/claim-database.ts';
import { type ClusterPlace, clusterPlace } from './embedded-postgres/cluster-place.ts';
import { endPostmaster } from './embedded-postgres/end-postmaster.ts';
import { findPostmaster } from './embedded-postgres/find-postmaster.ts';
import { oneAtATime } from './embedded-postgres/one-at-a-time.ts';
import { findPostgresBinaries } from './embedded-postgres/postgres-binaries.ts';
import {
  type RaisedPostmaster,
  type RaiseInput,
  raisePostmaster,
} from './embedded-postgres/raise-postmaster.ts';
import { removeSocketFolder, SOCKET_PORT } from './embedded-postgres/socket-folder.ts';

export interface EmbeddedPostgresOptions {
  /** Made where it is missing; the database lies in its folder `postgres`. */
  readonly dataDir: string;
  readonly log: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
  /** `XDG_RUNTIME_DIR`: where the socket goes when the data folder's path is too long for one. */
  readonly runtimeDir?: string | null;
  /** For tests: nothing is forced to the disk. */
  readonly fast?: boolean;
  /** Another PostgreSQL than the one of the installation: the folder that holds `bin`, `lib` and `share`. */
  readonly binaries?: string;
  /** Called when the server has ended by itself: all sessions are lost. */
  readonly onLoss?: () => void;
  /** Called when it is there again after that. */
  readonly onRestart?: () => void;
}

export interface EmbeddedConnection extends SocketConnection {
  readonly database: string;
}

/** How it is, at any moment. */
export interface EmbeddedState {
  readonly isUp: boolean;
  /** How often it had ended by itself and was brought back. */
  readonly restarts: number;
}

/** A running server. It stays at the same address when it has to be started again. */
export interface EmbeddedPostgres extends AsyncDisposable {
  readonly connection: EmbeddedConnection;
  readonly state: EmbeddedState;
  /** Ends it cleanly; returns when its processes are gone. */
  stop(): Promise<void>;
}

const DATABASE = 'audiobook_automation';
const SUPERUSER = 'mamcrawler';
/** Who comes in by the socket, and into which database. */
export const EMBEDDED_LOGIN = { user: SUPERUSER, database: DATABASE };
/** Waited before each further try to bring it back; the last one again and again. */
const PAUSES_MS = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000];

/**
 * Starts the PostgreSQL of the installation on a private socket, or adopts the one that a crash has left running, and
 * keeps it running. Throws `Conflict` where the data folder is in use or holds another version, `Unavailable` where
 * the server cannot be started. To be called in the main thread: the server ends with the thread that started it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = findPostgresBinaries(options.binaries ?? null);
  const place = await clusterPlace(options.dataDir);
  await using ending = new AsyncDisposableStack();
  ending.use(await oneAtATime(place.dataDir));
  const stopping = new AbortController();
  const input: RaiseInput = {
    place,
    binaries,
    superuser: SUPERUSER,
    database: DATABASE,
    fast: options.fast ?? false,
    runtimeDir: options.runtimeDir ?? null,
    previousSocketFolder: null,
    log: options.log,
    signal: stopping.signal,
  };
  const raised = await raisePostmaster(input);
  const state = { isUp: true, restarts: 0 };
  const watching = watch({ ...input, previousSocketFolder: raised.socketFolder }, raised, {
    onLoss: () => {
      state.isUp = false;
      options.onLoss?.();
    },
    onRestart: () => {
      state.isUp = true;
      state.restarts += 1;
      options.onRestart?.();
    },
  });
  ending.defer(async () => {
    stopping.abort();
    await endServer(place, await watching);
  });
  const atTheEnd = ending.move();
  return {
    connection: {
      host: raised.socketFolder,
      port: SOCKET_PORT,
      user: SUPERUSER,
      ssl: false,
      database: DATABASE,
    },
    state,
    stop: () => atTheEnd.disposeAsync(),
    [Symbol.asyncDispose]: () => atTheEnd.disposeAsync(),
  };
}

/** Brings the server back as often as it goes; returns the last one when it is to stop. */
async function watch(
  input: RaiseInput,
  first: RaisedPostmaster,
  { onLoss, onRestart }: { readonly onLoss: () => void; readonly onRestart: () => void },
): Promise<RaisedPostmaster> {
  const stopped = once(input.signal, 'abort');
  let current = first;
  for (;;) {
    await Promise.race([current.sessionEnded, stopped]);
    if (input.signal.aborted) return current;
    onLoss();
    input.log('The database went away; bringing it back');
    const next = await bringBack(input);
    if (next === null) return current;
    current = next;
    input.log('The database is back');
    onRestart();
  }
}

async function bringBack(input: RaiseInput): Promise<RaisedPostmaster | null> {
  for (let attempt = 0; !input.signal.aborted; attempt += 1) {
    const pauseMs = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0;
    try {
      await delay(pauseMs, undefined, { signal: input.signal });
      return await raisePostmaster(input);
    } catch (error) {
      if (!input.signal.aborted)
        input.log('The database could not be brought back', { reason: messageOf(error) });
    }
  }
  return null;
}

/** Ends the server that was ours to the last, and no other that may serve the folder by now. */
async function endServer(place: ClusterPlace, last: RaisedPostmaster): Promise<void> {
  await last.session.end().catch(() => {});
  const found = await findPostmaster(place);
  if (found.state !== 'running' || found.pid !== last.pid) return;
  await endPostmaster(found.pid);
  // Removes what a server leaves that had to be killed.
  await findPostmaster(place);
  await removeSocketFolder(last.socketFolder, place.dataDir);
}
