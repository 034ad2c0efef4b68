import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { Unavailable } from '../../base/errors.ts';
import { type Account, identityCandidates, type Owner, parseAccounts } from './identity-candidates.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { callAs, type PostgresIdentity, type PostgresSurroundings } from './postgres-identity.ts';
import { type ProgramResult, runProgram } from './run-program.ts';

export interface ChosenIdentity {
  readonly identity: PostgresIdentity;
  readonly majorVersion: number;
}

export interface IdentityInput {
  readonly dataDir: string;
  readonly clusterFolder: string;
  readonly binaries: PostgresBinaries;
  readonly surroundings: PostgresSurroundings;
}

/** Finds out by trying who can run the programs and reach the data folder. */
export async function chooseIdentity(input: IdentityInput): Promise<ChosenIdentity> {
  const self = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
  const owners = await ownersOf([input.clusterFolder, input.dataDir]);
  const ownersAbove = await ownersOf(foldersAbove(input.dataDir));
  const faults: string[] = [];
  for (const identity of identityCandidates({
    self,
    accounts: await readAccounts(self),
    owners,
    ownersAbove,
  })) {
    const tried = await tryIdentity(identity, input);
    if ('majorVersion' in tried) return tried;
    faults.push(`as user ${identity.uid}${identity.mappedTo ? ' in a user namespace' : ''}: ${tried.fault}`);
  }
  throw new Unavailable(
    `PostgreSQL cannot be run on the data folder ${input.dataDir} (${faults.join('; ')}). It refuses to run as root: give the data folder to an ordinary user who can reach it, start MAMcrawler as that user, or set DATABASE_URL to a server of your own.`,
  );
}

async function tryIdentity(
  identity: PostgresIdentity,
  { binaries, surroundings, dataDir }: IdentityInput,
): Promise<ChosenIdentity | { readonly fault: string }> {
  const version = await runProgram(callAs(identity, surroundings, 'KILL', binaries.postgres, ['--version']));
  const majorVersion = Number.parseInt(/\(PostgreSQL\) (\d+)/u.exec(version.stdout)?.[1] ?? '', 10);
  if (version.exitCode !== 0 || Number.isNaN(majorVersion))
    return { fault: faultOf(version, binaries.postgres) };
  const reached = await runProgram(callAs(identity, surroundings, 'KILL', 'test', ['-x', dataDir]));
  if (reached.exitCode !== 0) return { fault: `${dataDir} cannot be entered` };
  return { identity, majorVersion };
}

function faultOf({ stderr, exitCode }: ProgramResult, program: string): string {
  return stderr.trim().split('\n')[0] || `${program} ended with status ${exitCode}`;
}

async function readAccounts(self: Owner): Promise<readonly Account[]> {
  const listed = parseAccounts(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  return listed.some(({ uid }) => uid === self.uid) ? listed : [...listed, ...ownAccount()];
}

/** The account of this process where a directory service keeps it; a container's bare number has none. */
function ownAccount(): readonly Account[] {
  try {
    const { username, uid, gid } = userInfo();
    return [{ name: username, uid, gid }];
  } catch {
    return [];
  }
}

async function ownersOf(paths: readonly string[]): Promise<readonly Owner[]> {
  const owners = await Promise.all(paths.map(ownerOf));
  return owners.filter((owner) => owner !== null);
}

async function ownerOf(path: string): Promise<Owner | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : { uid: found.uid, gid: found.gid };
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}
