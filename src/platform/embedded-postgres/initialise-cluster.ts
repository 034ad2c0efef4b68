import {
  chmod,
  chown,
  lchown,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises';
import { join } from 'node:path';
import { Conflict, Unavailable } from '../../base/errors.ts';
import type { ChosenIdentity } from './choose-identity.ts';
import type { Owner } from './identity-candidates.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { callAs, type PostgresSurroundings } from './postgres-identity.ts';
import { initdbArguments } from './postgres-settings.ts';
import { runProgram } from './run-program.ts';

export interface ClusterInput {
  readonly dataDir: string;
  readonly clusterFolder: string;
  readonly chosen: ChosenIdentity;
  readonly binaries: PostgresBinaries;
  readonly surroundings: PostgresSurroundings;
  readonly superuser: string;
  readonly fast: boolean;
}

const UNFINISHED_PREFIX = 'postgres.unfinished-';

/** Sees to a cluster that this PostgreSQL can serve: makes it where there is none, refuses one of another version. */
export async function initialiseCluster(input: ClusterInput): Promise<void> {
  await removeUnfinished(input.dataDir);
  const version = await versionOf(input.clusterFolder);
  if (version === null) return make(input);
  if (version !== String(input.chosen.majorVersion)) throw ofAnotherVersion(input, version);
  await putRightsInOrder(input.clusterFolder, input.chosen.identity);
}

/** In a temporary folder that is renamed when it is whole: no crash leaves half a cluster. */
async function make({ chosen, binaries, surroundings, ...input }: ClusterInput): Promise<void> {
  const unfinished = join(input.dataDir, `${UNFINISHED_PREFIX}${process.pid}`);
  await mkdir(unfinished, { mode: 0o700 });
  try {
    if (chosen.identity.become) await chown(unfinished, chosen.identity.uid, chosen.identity.gid);
    const args = initdbArguments(chosen.majorVersion, input.superuser, input.fast);
    const call = callAs(chosen.identity, surroundings, 'KILL', binaries.initdb, [...args, '-D', unfinished]);
    const { exitCode, stderr } = await runProgram(call);
    if (exitCode !== 0)
      throw new Unavailable(`The database could not be made in ${input.dataDir}: ${inWords(stderr)}`);
    await rename(unfinished, input.clusterFolder);
    if (!input.fast) await syncFolder(input.dataDir);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Null where there is no cluster. */
async function versionOf(clusterFolder: string): Promise<string | null> {
  const entries = await readdir(clusterFolder).catch(() => null);
  if (entries === null) return null;
  if (entries.length === 0) {
    await rmdir(clusterFolder);
    return null;
  }
  const version = await readFile(join(clusterFolder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) return version.trim();
  throw new Conflict(
    `${clusterFolder} holds something, but no database. Move it away, or give MAMcrawler another data folder with MAMCRAWLER_DATA.`,
  );
}

function ofAnotherVersion({ clusterFolder, chosen }: ClusterInput, version: string): Conflict {
  return new Conflict(
    `The database in ${clusterFolder} was made by PostgreSQL ${version}; this MAMcrawler brings PostgreSQL ${chosen.majorVersion}, which cannot read it. Nothing was changed. Start the MAMcrawler that made it and export its data, move the folder away, and import the data here; or set DATABASE_URL to a PostgreSQL ${version} server.`,
    { found: version, expected: chosen.majorVersion },
  );
}

/** A restored copy comes with the rights of whoever restored it, and PostgreSQL refuses anything but the owner's. */
async function putRightsInOrder(clusterFolder: string, owner: Owner): Promise<void> {
  const found = await stat(clusterFolder);
  if (found.uid !== owner.uid) {
    await lchown(clusterFolder, owner.uid, owner.gid);
    for (const entry of await readdir(clusterFolder, { recursive: true })) {
      await lchown(join(clusterFolder, entry), owner.uid, owner.gid);
    }
  }
  if ((found.mode & 0o077) !== 0) await chmod(clusterFolder, 0o700);
}

/** Whoever holds the data folder is alone in it: what lies there is of a start that was killed. */
async function removeUnfinished(dataDir: string): Promise<void> {
  for (const entry of await readdir(dataDir)) {
    if (entry.startsWith(UNFINISHED_PREFIX)) await rm(join(dataDir, entry), { recursive: true, force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}

function inWords(stderr: string): string {
  const lines = stderr.trim().split('\n');
  const telling = lines.find((line) => /FATAL|PANIC|error|could not/u.test(line)) ?? lines.at(-1) ?? '';
  return telling.replace(/^.*(?:FATAL|PANIC): +/u, '');
}
