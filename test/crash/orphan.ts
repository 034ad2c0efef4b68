import { join } from 'node:path';
import { chooseIdentity } from '../../src/platform/embedded-postgres/choose-identity.ts';
import { clusterPlace } from '../../src/platform/embedded-postgres/cluster-place.ts';
import { endPostmaster } from '../../src/platform/embedded-postgres/end-postmaster.ts';
import { launchPostmaster } from '../../src/platform/embedded-postgres/launch-postmaster.ts';
import { findPostgresBinaries } from '../../src/platform/embedded-postgres/postgres-binaries.ts';
import { callAs } from '../../src/platform/embedded-postgres/postgres-identity.ts';
import { postgresArguments } from '../../src/platform/embedded-postgres/postgres-settings.ts';
import { makeSocketFolder } from '../../src/platform/embedded-postgres/socket-folder.ts';
import type { EmbeddedConnection } from '../../src/platform/embedded-postgres.ts';
import { until } from '../support/until.ts';
import { ask } from './data-folder.ts';

export interface Orphan extends AsyncDisposable {
  readonly pid: number;
  readonly connection: EmbeddedConnection;
}

/** Starts the server of a data folder that nobody supervises, as a kill leaves it on a system without `setpriv`. */
export async function startOrphan(dataDir: string): Promise<Orphan> {
  const place = await clusterPlace(dataDir);
  const binaries = findPostgresBinaries(null);
  const surroundings = { libraries: join(dataDir, 'postgres-libraries'), canDieWithParent: false };
  const { identity, majorVersion } = await chooseIdentity({ ...place, binaries, surroundings });
  const socketFolder = await makeSocketFolder({ dataDir, owner: identity, runtimeDir: null, previous: null });
  const args = ['-D', place.clusterFolder, ...postgresArguments({ majorVersion, socketFolder, fast: false })];
  const launched = launchPostmaster(callAs(identity, surroundings, 'INT', binaries.postgres, args), () => {});
  const connection: EmbeddedConnection = {
    host: socketFolder,
    port: 5432,
    user: 'mamcrawler',
    ssl: false,
    database: 'audiobook_automation',
  };
  await until('the orphan answered', () =>
    ask(connection, 'select 1').then(
      () => true,
      () => false,
    ),
  );
  const pid = launched.pid ?? 0;
  return { pid, connection, [Symbol.asyncDispose]: () => endPostmaster(pid) };
}
