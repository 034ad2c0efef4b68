import {
  arch,
  availableParallelism,
  freemem,
  hostname,
  platform,
  release,
  totalmem,
  userInfo,
} from 'node:os';
import type { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { readPeople } from '../../access/people-store.ts';
import type { Clock } from '../../base/clock.ts';
import { within } from '../../base/within.ts';
import { listDownloadClients } from '../../downloads/download-client-store.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/database.ts';
import { messageToTell } from '../../platform/describe-error.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { SecretKeys } from '../../platform/secret-keys.ts';
import type { DoctorReport } from '../doctor/check.ts';
import { listLiveProcesses } from '../enter-process.ts';
import { listErrorGroups } from '../error-group-store.ts';
import { readLogTail } from '../read-log-tail.ts';
import { createHide, type Hide } from './hide-people.ts';
import { readJobs } from './read-jobs.ts';
import { readSchema } from './read-schema.ts';
import type { Hidden } from './replace-words.ts';
import { secretsOfConfig, storedSecrets } from './secret-values.ts';

export interface BundleNeeds {
  readonly config: Config;
  readonly version: string;
  readonly clock: Clock;
  /** Null where there is none to look at. */
  readonly db: Database | null;
  readonly secretBox: SecretBox | null;
  readonly keys: SecretKeys | null;
  readonly examine: () => Promise<DoctorReport>;
  /** Null: no server is there to ask. */
  readonly health: (() => Promise<unknown>) | null;
  readonly metrics: (() => Promise<string>) | null;
}

/** Of each kind of log file. */
const LOG_BYTES = 4 * 1024 * 1024;
const METRICS_BYTES = 2 * 1024 * 1024;
const LINES_AT_ONCE = 500;
const PATIENCE_MS = 30_000;
/** Accounts and machines that are called so are nobody's; the words stand everywhere. */
const SERVICE = /^(?:root|mamcrawler|node|nobody|app|abc|docker|web|worker|api|server|localhost)$/u;
const NO_SERVER = 'No server was there to ask.';
const NO_DATABASE = 'There was no database to look at.';

const README = `A support bundle of MAMcrawler.

versions.json       the program, its Node, the system, PostgreSQL
configuration.json  which variables are set; values of harmless ones alone
health.json         what works and what does not
doctor.json         what \`mamcrawler doctor --production\` says
schema.json         migrations, tables with their sizes, indexes
errors.json         unexpected errors, those of one place and kind together
jobs.json           the job queue
processes.json      who works on the database
metrics.txt         the metrics of the process that was asked
logs/               the end of the log

Secrets are taken out; users are user-1, user-2 …, accounts at other programs account-1 …, machines host-1 …,
network addresses address-1 … and e-mail addresses [e-mail]. Titles of books and paths of folders are not. Read it before you give it away.
`;

/** Puts everything together that helps whoever helps, and nothing that is a secret or names a person. */
export async function writeBundle(needs: BundleNeeds): Promise<Readable> {
  const hide = await prepareHide(needs);
  const { db, config, clock, health, metrics } = needs;
  const zip = new ZipFile();
  const mtime = clock.now();
  const add = (name: string, text: string) =>
    zip.addBuffer(Buffer.from(text), name, { mtime, mode: 0o100600 });
  const addJson = async (name: string, read: () => Promise<unknown>) =>
    add(name, `${JSON.stringify(hide.value(await orError(read)), null, 2)}\n`);
  const ofDatabase = (read: (there: Database) => Promise<unknown>) => () =>
    db === null ? Promise.resolve({ note: NO_DATABASE }) : read(db);

  add('README.txt', README);
  await addJson('versions.json', async () => readVersions(needs));
  await addJson('configuration.json', async () => ({
    variables: config.variables,
    warnings: config.warnings,
  }));
  await addJson('health.json', health ?? (async () => ({ note: NO_SERVER })));
  await addJson('doctor.json', needs.examine);
  await addJson('schema.json', ofDatabase(readSchema));
  await addJson(
    'errors.json',
    ofDatabase(async (there) => (await listErrorGroups(there, { limit: 200 })).items),
  );
  await addJson('jobs.json', ofDatabase(readJobs));
  await addJson(
    'processes.json',
    ofDatabase((there) => listLiveProcesses(there)),
  );
  const measured = metrics === null ? NO_SERVER : await orError(metrics);
  add(
    'metrics.txt',
    hide.text(typeof measured === 'string' ? measured.slice(0, METRICS_BYTES) : String(measured)),
  );
  for (const kind of ['app', 'errors'] as const) {
    const lines = config.logDir === null ? [] : await readLogTail(config.logDir, kind, LOG_BYTES);
    add(`logs/${kind}.log`, await hideLines(hide, lines));
  }
  zip.end();
  return zip.outputStream as Readable;
}

/** What cannot be read is told in its place. */
async function orError<T>(read: () => Promise<T>): Promise<T | { readonly error: string }> {
  try {
    return await within(PATIENCE_MS, read());
  } catch (error) {
    return { error: messageToTell(error) };
  }
}

async function prepareHide({ db, config, secretBox, keys }: BundleNeeds): Promise<Hide> {
  const people = db === null ? [] : await readPeople(db);
  const clients = db === null ? [] : (await listDownloadClients(db, { limit: 200 })).items;
  const accounts = [config.qbittorrent?.username ?? '', ...clients.map(({ username }) => username)];
  const processes = db === null ? [] : await listLiveProcesses(db);
  const names: readonly Hidden[] = [
    ...people.flatMap(({ names: of }, at) => of.map((text) => ({ text, instead: `user-${at + 1}` }))),
    ...[...new Set(accounts)].map((text, at) => ({ text, instead: `account-${at + 1}` })),
    ...ownAccount(),
    ...[...namesOfHosts(processes)]
      .filter(([host]) => !SERVICE.test(host))
      .map(([text, instead]) => ({ text, instead })),
  ];
  const stored = db === null || secretBox === null ? [] : await storedSecrets(db, secretBox);
  return createHide({ secrets: [...secretsOfConfig(config, keys), ...stored], names });
}

/** What each machine is called instead, this one too. */
function namesOfHosts(processes: readonly { readonly host: string }[]): ReadonlyMap<string, string> {
  const hosts = new Set([...processes.map(({ host }) => host), hostname()]);
  return new Map([...hosts].map((host, at) => [host, `host-${at + 1}`]));
}

/** The person whose machine it is; accounts of services are nobody. */
function ownAccount(): readonly Hidden[] {
  try {
    const { username } = userInfo();
    return SERVICE.test(username) ? [] : [{ text: username, instead: 'own-account' }];
  } catch {
    // A container's bare number has no name.
    return [];
  }
}

/** In between others get their turn: a long log takes a while. */
async function hideLines(hide: Hide, lines: readonly string[]): Promise<string> {
  const hidden: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (at % LINES_AT_ONCE === 0) await breathe();
    hidden.push(hide.line(line));
  }
  return hidden.map((line) => `${line}\n`).join('');
}

function readVersions({ version, config, clock }: BundleNeeds) {
  return {
    made_at: clock.now().toISOString(),
    program: version,
    role: config.role,
    database: config.databaseUrl === null ? 'embedded' : 'server',
    node: process.versions,
    system: { platform: platform(), release: release(), arch: arch(), cores: availableParallelism() },
    memory: { total_bytes: totalmem(), free_bytes: freemem(), process_bytes: process.memoryUsage.rss() },
    uptime_seconds: Math.round(process.uptime()),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
