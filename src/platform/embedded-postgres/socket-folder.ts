import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Conflict } from '../../base/errors.ts';
import type { Owner } from './identity-candidates.ts';

export const SOCKET_PORT = 5432;

const FOLDER_NAME = 'postgres-run';
const TEMPORARY_PREFIX = 'mamcrawler-postgres-';
/** PostgreSQL refuses 108 bytes, and the lock beside the socket has a longer name. */
const MAX_SOCKET_PATH_BYTES = 100;

export interface SocketFolderInput {
  readonly dataDir: string;
  readonly owner: Owner;
  /** `XDG_RUNTIME_DIR`, where the system has one. */
  readonly runtimeDir: string | null;
  /** The folder of the server that ran before: whoever is connected looks for its successor there. */
  readonly previous: string | null;
}

/** Makes the private folder of the socket: in the data folder, or in a temporary one where that path is too long. */
export async function makeSocketFolder(input: SocketFolderInput): Promise<string> {
  const folder = input.previous ?? (await chooseFolder(input));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (!isSelf(input.owner)) await chown(folder, input.owner.uid, input.owner.gid);
  return folder;
}

async function chooseFolder({ dataDir, owner, runtimeDir }: SocketFolderInput): Promise<string> {
  const inside = usualSocketFolder(dataDir);
  if (fits(inside)) return inside;
  // The runtime folder of one user is closed to every other.
  const parents = [...(runtimeDir !== null && isSelf(owner) ? [runtimeDir] : []), tmpdir(), '/tmp'];
  const parent = parents.find((folder) => fits(join(folder, `${TEMPORARY_PREFIX}XXXXXX`)));
  if (parent === undefined)
    throw new Conflict(`The path of the data folder is too long for a socket: ${dataDir}`);
  return mkdtemp(join(parent, TEMPORARY_PREFIX));
}

function isSelf(owner: Owner): boolean {
  return owner.uid === process.getuid?.();
}

/** Removes what `makeSocketFolder` made, in this run or in one that crashed; leaves every other folder alone. */
export async function removeSocketFolder(folder: string, dataDir: string): Promise<void> {
  const isOurs = folder === usualSocketFolder(dataDir) || basename(folder).startsWith(TEMPORARY_PREFIX);
  if (isOurs) await rm(folder, { recursive: true, force: true });
}

/** Where a folder of this kind is, when nothing else says so. */
export function usualSocketFolder(dataDir: string): string {
  return join(dataDir, FOLDER_NAME);
}

/** The socket in that folder. */
export function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${SOCKET_PORT}`);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(socketPath(folder)) <= MAX_SOCKET_PATH_BYTES;
}
