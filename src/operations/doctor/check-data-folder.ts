import { statfs } from 'node:fs/promises';
import { within } from '../../base/within.ts';
import { type Check, ok, skipped, warning } from './check.ts';

/** The numbers by which Linux knows file systems that lie on another machine. */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9p'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x65735546, 'FUSE'],
]);

const PATIENCE_MS = 2_000;

export async function checkDataFolder(dataDir: string, holdsDatabase: boolean): Promise<Check> {
  try {
    const { type } = await within(PATIENCE_MS, statfs(dataDir));
    return judgeDataFolder({ dataDir, holdsDatabase, type });
  } catch {
    return skipped('data_folder', `What kind of disk the data folder ${dataDir} lies on could not be seen.`);
  }
}

export function judgeDataFolder({
  dataDir,
  holdsDatabase,
  type,
}: {
  readonly dataDir: string;
  readonly holdsDatabase: boolean;
  readonly type: number;
}): Check {
  // Read as a signed number on some systems.
  const network = NETWORK_FILE_SYSTEMS.get(type >>> 0);
  if (network === undefined)
    return ok('data_folder', `The data folder ${dataDir} lies on a disk of this machine.`);
  if (!holdsDatabase) {
    return ok('data_folder', `The data folder ${dataDir} lies on ${network}; the database does not.`);
  }
  return warning(
    'data_folder',
    `The data folder ${dataDir} lies on ${network}, and with it the embedded database: a short break of it can lose data.`,
    'Let MAMCRAWLER_DATA name a folder on a disk of this machine, or set DATABASE_URL to a server.',
  );
}
