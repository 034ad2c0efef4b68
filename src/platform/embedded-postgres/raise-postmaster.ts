import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { assertNever } from '../../base/assert.ts';
import { Unavailable } from '../../base/errors.ts';
import { chooseIdentity } from './choose-identity.ts';
import { claimDatabase } from './claim-database.ts';
import type { ClusterPlace } from './cluster-place.ts';
import { endPostmaster } from './end-postmaster.ts';
import { findPostmaster, type RunningPostmaster } from './find-postmaster.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { isStillHeld, type LaunchedPostmaster, launchPostmaster, reasonOf } from './launch-postmaster.ts';
import { linkLibraries } from './link-libraries.ts';
import { alreadyRunning } from './one-at-a-time.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { callAs } from './postgres-identity.ts';
import { postgresArguments } from './postgres-settings.ts';
import { runProgram } from './run-program.ts';
import { makeSocketFolder, SOCKET_PORT } from './socket-folder.ts';

export interface RaiseInput {
  readonly place: ClusterPlace;
  readonly binaries: PostgresBinaries;
  readonly superuser: string;
  readonly database: string;
  readonly fast: boolean;
  readonly runtimeDir: string | null;
  readonly previousSocketFolder: string | null;
  readonly log: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly signal: AbortSignal;
}

export interface RaisedPostmaster {
  readonly pid: number;
  /** Holds the lock of the supervisor. */
  readonly session: Client;
  /** The end of that session, and the first sign of the server's. */
  readonly sessionEnded: Promise<void>;
  readonly socketFolder: string;
}

const LOOK_EVERY_MS = 25;
/** A recovery after a crash reads the log from the last checkpoint: seconds, on a slow disk minutes. */
const PATIENCE_MS = 300_000;
/** How long the processes of a killed server may take to leave its memory. */
const HELD_PATIENCE_MS = 30_000;

/** Adopts the server of the cluster where one runs, else starts one; returns when it answers and is ours. */
export async function raisePostmaster(input: RaiseInput): Promise<RaisedPostmaster> {
  const begun = Date.now();
  let launched: LaunchedPostmaster | null = null;
  try {
    for (;;) {
      input.signal.throwIfAborted();
      const found = await findPostmaster(input.place);
      const raised = found.state === 'running' ? await tryToHold(input, found) : null;
      if (raised !== null) {
        if (launched?.pid !== raised.pid)
          input.log('The database was still running: took it over', { pid: raised.pid });
        return raised;
      }
      const waitedMs = Date.now() - begun;
      if (waitedMs > PATIENCE_MS)
        throw new Unavailable(`The database did not answer in ${PATIENCE_MS / 1_000} s.`);
      if (found.state === 'none' && launched === null) launched = await launch(input);
      if (found.state === 'none' && launched?.hasEnded()) {
        refuseUnlessHeld(launched, waitedMs);
        launched = await launch(input);
      }
      await delay(LOOK_EVERY_MS);
    }
  } catch (error) {
    if (launched?.pid && !launched.hasEnded()) await endPostmaster(launched.pid);
    throw error;
  }
}

/** Null while it does not answer yet, or any more. */
async function tryToHold(
  { place, superuser, database }: RaiseInput,
  { pid, socketFolder }: RunningPostmaster,
): Promise<RaisedPostmaster | null> {
  if (socketFolder === null) return null;
  const claim = await claimDatabase(
    { host: socketFolder, port: SOCKET_PORT, user: superuser, ssl: false },
    database,
  );
  switch (claim.outcome) {
    case 'held':
      return { pid, session: claim.session, sessionEnded: claim.ended, socketFolder };
    case 'taken':
      throw alreadyRunning(place.dataDir, null);
    case 'not-yet':
      return null;
    default:
      return assertNever(claim);
  }
}

function refuseUnlessHeld(launched: LaunchedPostmaster, waitedMs: number): void {
  const words = launched.lastWords();
  if (isStillHeld(words) && waitedMs < HELD_PATIENCE_MS) return;
  throw new Unavailable(`The database could not be started: ${reasonOf(words)}`, { last_words: words });
}

async function launch(input: RaiseInput): Promise<LaunchedPostmaster> {
  const { place, binaries, superuser, fast } = input;
  const libraries = join(place.dataDir, 'postgres-libraries');
  await linkLibraries(binaries, libraries);
  const surroundings = { libraries, canDieWithParent: await canDieWithParent() };
  const chosen = await chooseIdentity({ ...place, binaries, surroundings });
  await initialiseCluster({ ...place, chosen, binaries, surroundings, superuser, fast });
  const socketFolder = await makeSocketFolder({
    dataDir: place.dataDir,
    owner: chosen.identity,
    runtimeDir: input.runtimeDir,
    previous: input.previousSocketFolder,
  });
  const settings = postgresArguments({ majorVersion: chosen.majorVersion, socketFolder, fast });
  const args = ['-D', place.clusterFolder, ...settings];
  const call = callAs(chosen.identity, surroundings, 'INT', binaries.postgres, args);
  return launchPostmaster(call, (line) => input.log('The database says', { line }));
}

/** Only util-linux has this `setpriv`; without it a killed MAMcrawler leaves an orphan that the next one adopts. */
async function canDieWithParent(): Promise<boolean> {
  const env = { PATH: '/usr/bin:/bin' };
  const { exitCode } = await runProgram({
    file: 'setpriv',
    args: ['--pdeathsig', 'INT', 'true'],
    env,
    become: null,
  });
  return exitCode === 0;
}
