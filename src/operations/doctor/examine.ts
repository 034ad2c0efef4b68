import type { Clock } from '../../base/clock.ts';
import { within } from '../../base/within.ts';
import { readEnabledDownloadClients } from '../../downloads/download-client-store.ts';
import type { DownloadClients } from '../../downloads/download-clients.ts';
import { readEnabledIndexers } from '../../indexers/indexer-store.ts';
import type { Indexers } from '../../indexers/indexers.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/database.ts';
import { messageToTell } from '../../platform/describe-error.ts';
import type { Outbound } from '../../platform/outbound.ts';
import { summariseBackups } from '../backups/backup-store.ts';
import { checkBackups } from '../check-backups.ts';
import { dataPlace, downloadPlaces, libraryPlaces } from '../disk-places.ts';
import type { DiskPlace, ReadDiskSpace } from '../disk-space.ts';
import { readReplication } from '../replication-store.ts';
import { type Check, type DoctorReport, fault, ok, skipped, warning, worstOf } from './check.ts';
import { checkConfiguration } from './check-configuration.ts';
import { checkDataFolder } from './check-data-folder.ts';
import { judgeDatabase, readDatabase } from './check-database.ts';
import { judgeDisks } from './check-disks.ts';
import { checkLink } from './check-links.ts';
import { checkPermission, type Root } from './check-permissions.ts';
import { checkProduction } from './check-production.ts';
import { checkRestarts } from './check-restarts.ts';
import { checkServices, type ServiceToTest } from './check-services.ts';
import { judgeTime, readDatabaseClock, readServiceClock } from './check-time.ts';
import { checkVersions } from './check-versions.ts';

export interface DoctorNeeds {
  readonly config: Config;
  readonly version: string;
  readonly clock: Clock;
  /** Null where there is none to look at; then `beside` says why. */
  readonly db: Database | null;
  /** What was found before. */
  readonly beside?: readonly Check[];
  readonly outbound: Outbound;
  readonly readDiskSpace: ReadDiskSpace;
  /** Null where the key that opens their credentials is missing. */
  readonly indexers: Indexers | null;
  readonly downloadClients: DownloadClients | null;
}

export interface ExamineOptions {
  readonly production: boolean;
}

/** No part may take longer; together they take little more, for they run side by side. */
const PATIENCE_MS = 20_000;
/** Before them. */
const KNOWN_PATIENCE_MS = 10_000;
/** More pairs of a download folder and a library are not tried out. */
const MAX_PAIRS = 36;

/** What the database knows of folders and services. */
interface Known {
  readonly libraries: readonly DiskPlace[];
  readonly downloads: readonly DiskPlace[];
  readonly clients: readonly (ServiceToTest & { readonly url: string })[];
  readonly indexers: readonly (ServiceToTest & { readonly url: string })[];
}

const NOTHING: Known = { libraries: [], downloads: [], clients: [], indexers: [] };

/** Looks at everything and answers in words, whatever is broken. Within half a minute. */
export async function examine(needs: DoctorNeeds, options: ExamineOptions): Promise<DoctorReport> {
  const { db, config, clock, version } = needs;
  const known =
    db === null ? NOTHING : await within(KNOWN_PATIENCE_MS, readKnown(needs, db)).catch(() => NOTHING);
  const parts = await Promise.all([
    checkConfiguration({ faults: [], warnings: config.warnings }),
    needs.beside ?? [],
    part('database', async () => (db === null ? [] : judgeDatabase(await readDatabase(db)))),
    part('disk', () => checkFolders(needs, known)),
    part('download_clients', () => services(needs, 'download_clients', known.clients)),
    part('indexers', () => services(needs, 'indexers', known.indexers)),
    part('clock', () => checkTime(needs, known)),
    part('versions', () => checkVersions(version)),
    part('data_folder', async () => [await checkDataFolder(config.dataDir, config.databaseUrl === null)]),
    part('backups', () => lookAtBackups(needs)),
    part('restarts', async () => [await checkRestarts(config.logDir, clock.now())]),
    options.production ? part('production', () => production(needs)) : [],
  ]);
  const checks = parts.flat();
  return { status: worstOf(checks), version, checkedAt: clock.now(), checks };
}

/** What throws or hangs is a finding itself. */
async function part(name: string, check: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await within(PATIENCE_MS, check());
  } catch (error) {
    return [
      fault(
        name,
        `This could not be looked at: ${messageToTell(error)}`,
        'Look whether what the other checks say explains it.',
      ),
    ];
  }
}

async function readKnown(needs: DoctorNeeds, db: Database): Promise<Known> {
  const { downloadClients, indexers } = needs;
  const [libraries, downloads, clients, storedIndexers] = await Promise.all([
    libraryPlaces(db),
    downloadPlaces(db),
    readEnabledDownloadClients(db),
    readEnabledIndexers(db),
  ]);
  const withoutKey = { ok: false, detail: 'The key that opens its credentials is not here.' };
  return {
    libraries,
    downloads,
    clients: clients.map((stored) => ({
      name: stored.name,
      url: stored.url,
      // The kept connection: credentials that were refused are not tried again.
      test: async () => (downloadClients === null ? withoutKey : downloadClients.of(stored).test()),
    })),
    indexers: storedIndexers.map((stored) => ({
      name: stored.name,
      url: stored.url,
      test: async () => (indexers === null ? withoutKey : indexers.of(stored).test()),
    })),
  };
}

async function services(
  { db }: DoctorNeeds,
  name: 'download_clients' | 'indexers',
  known: readonly ServiceToTest[],
): Promise<readonly Check[]> {
  return db === null ? [skipped(name, 'They stand in the database.')] : checkServices(name, known);
}

/** Room first: what hangs there is not touched again, for each hanging call keeps a thread. */
async function checkFolders({ config, readDiskSpace }: DoctorNeeds, known: Known): Promise<readonly Check[]> {
  const { dataDir, logDir, backups } = config;
  const roots: readonly Root[] = [
    { ...dataPlace(dataDir), use: 'makes' },
    ...(logDir === null ? [] : [{ name: 'The log folder', path: logDir, use: 'makes' as const }]),
    { name: 'The backup folder', path: backups.dir, use: 'makes' },
    ...known.libraries.map((place) => ({ ...place, use: 'writes' as const })),
    ...known.downloads.map((place) => ({ ...place, use: 'reads' as const })),
  ];
  const readings = await readDiskSpace(roots.map(({ name, path }) => ({ name, path })));
  const there = readings.filter(
    ({ path, reading }) =>
      !(
        reading.state === 'failed' &&
        reading.code === 'ENOENT' &&
        roots.some((root) => root.path === path && root.use === 'makes')
      ),
  );
  const silent = new Set(
    readings.filter(({ reading }) => reading.state === 'silent').map(({ path }) => path),
  );
  const answers = ({ path }: { readonly path: string }) => !silent.has(path);
  const rights: Check[] = [];
  for (const root of roots.filter(answers)) rights.push(await checkPermission(root));
  return [...judgeDisks(there), ...rights, ...(await checkPairs(known, answers))];
}

async function checkPairs(known: Known, answers: (place: DiskPlace) => boolean): Promise<readonly Check[]> {
  const pairs = known.downloads
    .filter(answers)
    .flatMap((from) => known.libraries.filter(answers).map((to) => ({ from, to })));
  if (pairs.length === 0) {
    return [
      skipped(
        'hardlinks',
        'No download folder beside a library is known: the path mappings of the download clients name them. Where a client sees the same paths as MAMcrawler none is needed, and each import says whether it linked.',
      ),
    ];
  }
  const checks: Check[] = [];
  for (const { from, to } of pairs.slice(0, MAX_PAIRS)) checks.push(await checkLink(from, to));
  return checks;
}

async function checkTime({ db, outbound }: DoctorNeeds, known: Known): Promise<readonly Check[]> {
  const asked = [...known.clients, ...known.indexers].slice(0, 2);
  const [ofDatabase, ...ofServices] = await Promise.all([
    db === null ? null : readDatabaseClock(db).catch(() => null),
    ...asked.map((service) => readServiceClock(outbound, service)),
  ]);
  const readings = [ofDatabase, ...ofServices].filter((reading) => reading !== null && reading !== undefined);
  return judgeTime(Intl.DateTimeFormat().resolvedOptions().timeZone, readings);
}

/** By the same measure as the health of the running program. */
async function lookAtBackups({ db, clock, config }: DoctorNeeds): Promise<readonly Check[]> {
  if (db === null) return [skipped('backups', 'They are listed in the database.')];
  const health = checkBackups(await summariseBackups(db, clock.now()), config.backups, clock.now());
  const { detail = '', error, what_to_do: whatToDo = '' } = health;
  if (error === undefined) return [ok('backups', detail)];
  return [warning('backups', `${error} ${detail}`.trim(), whatToDo)];
}

async function production({ db, config }: DoctorNeeds): Promise<readonly Check[]> {
  const replication = db === null || config.databaseUrl === null ? null : await readReplication(db);
  return checkProduction(config, replication);
}
