import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Conflict } from '../../base/errors.ts';
import { makeDataFolder } from '../data-folder.ts';

/** Where a cluster lies; both paths are free of links, as the running server shows them. */
export interface ClusterPlace {
  readonly dataDir: string;
  readonly clusterFolder: string;
}

/** Makes the data folder where it is missing, and refuses one in which this user can do nothing. */
export async function clusterPlace(folder: string): Promise<ClusterPlace> {
  const dataDir = await makeDataFolder(folder);
  const inside = join(dataDir, 'postgres');
  // Somebody may have put the database on another disk and left a link.
  const clusterFolder = await realpath(inside).catch(() => inside);
  await refuseForeign(clusterFolder);
  return { dataDir, clusterFolder };
}

async function refuseForeign(clusterFolder: string): Promise<void> {
  const uid = process.getuid?.();
  const found = await stat(clusterFolder).catch(() => null);
  if (uid === 0 || found === null || found.uid === uid) return;
  throw new Conflict(
    `The database in ${clusterFolder} belongs to the user with the number ${found.uid}, and MAMcrawler runs as number ${uid}. Start it as that user, or give the folder to this one (chown -R ${uid}).`,
  );
}
