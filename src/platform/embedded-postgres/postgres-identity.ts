import type { ProgramCall } from './run-program.ts';

/** Who `initdb` and `postgres` run as: both refuse root. */
export interface PostgresIdentity {
  /** The owner of the cluster's files, as this process sees it. */
  readonly uid: number;
  readonly gid: number;
  /**
   * Runs in a user namespace in which `uid` has the number of an ordinary account. Root thereby keeps the right of an
   * owner and loses every other, and an account without a name gets one, which `initdb` asks for.
   */
  readonly mappedTo: { readonly uid: number; readonly gid: number } | null;
  /** Whether the process has to change its user; only root can. */
  readonly become: boolean;
}

/** What holds for every program that is run for a cluster. */
export interface PostgresSurroundings {
  /** A folder of short library names, see `linkLibraries`. */
  readonly libraries: string;
  /** Whether `setpriv --pdeathsig` is there, which ends a program together with its parent. */
  readonly canDieWithParent: boolean;
}

/** The call of a program as that user; it gets `deathSignal` when this process dies. */
export function callAs(
  identity: PostgresIdentity,
  { libraries, canDieWithParent }: PostgresSurroundings,
  deathSignal: 'INT' | 'KILL',
  program: string,
  args: readonly string[],
): ProgramCall {
  const words = [
    ...mapping(identity),
    // Inside the mapping, for becoming another user clears it.
    ...(canDieWithParent ? ['setpriv', '--pdeathsig', deathSignal, '--'] : []),
    program,
    ...args,
  ];
  return {
    file: words[0] ?? program,
    args: words.slice(1),
    env: surroundingsOf(libraries),
    become: identity.become ? { uid: identity.uid, gid: identity.gid } : null,
  };
}

function mapping({ mappedTo }: PostgresIdentity): readonly string[] {
  if (mappedTo === null) return [];
  return ['unshare', '--user', `--map-user=${mappedTo.uid}`, `--map-group=${mappedTo.gid}`, '--'];
}

/** A clean one: PostgreSQL reads PGPORT, PGDATA, TZ and its locale from the environment. */
function surroundingsOf(libraries: string): Readonly<Record<string, string>> {
  const libraryPath = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC', [libraryPath]: libraries };
}
