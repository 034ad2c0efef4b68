import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fillBooks } from '../bench/fill-database.ts';
import { createBackup, getBackup, listBackups, verifyBackup } from '../src/contract/backups.ts';
import { listDownloads } from '../src/contract/downloads.ts';
import { listImports } from '../src/contract/imports.ts';
import { listTasks } from '../src/contract/tasks.ts';
import { stopWanting } from '../src/contract/wanted.ts';
import { startDebianPostgres } from '../test/support/debian-postgres.ts';
import { type RunningProgram, startProgram } from '../test/support/program.ts';
import { makeSchema, partOf } from '../test/support/several-processes.ts';
import { run } from '../test/support/test-server.ts';
import { until } from '../test/support/until.ts';
import { type Drill, expectTrue, type Outcome, timed } from './drill.ts';
import { type Household, QUIET, startHousehold } from './household.ts';

/** A job in the middle of which its worker is killed. */
interface Killing {
  readonly job: string;
  /** Begins it, and makes it last; returns when it is under way. */
  begin(): Promise<void>;
  /** Lets it come to its end; what follows the kill. */
  release?(): void;
  /** Returns when it is done, with what was checked. */
  untilDone(): Promise<string>;
}

/** kill -9 of a worker in each kind of job that lasts: another worker takes it up, and it is done once. */
export const workerKilled: Drill = async ({ isShort }) => {
  await using household = await startHousehold({ books: 8 });
  await using postgres = await startDebianPostgres();
  await fillBooks(postgres.connection, isShort ? 1_000 : 20_000);
  await using workers = await startWorkers(household, postgres.url);
  await household.furnish();
  const statement = (text: string) => run(postgres.connection, text);
  const active = async (job: string) =>
    (await statement(`select from pgboss.job where name = '${job}' and state = 'active'`)).length > 0;
  const outcomes: Outcome[] = [];
  const all = killings(household, active, isShort ? 200 : 1_000);
  const chosen = isShort ? all.filter(({ job }) => SHORT.includes(job)) : all;
  for (const { job, begin, release = () => {}, untilDone } of chosen) {
    await workers.standBy();
    await begin();
    await workers.kill();
    release();
    let happened = '';
    const seconds = await timed(async () => {
      happened = await untilDone();
    });
    outcomes.push({ drill: `Worker killed in ${job}`, happened, seconds });
  }
  return outcomes;
};

/** What the tests do each time: of each the other worker is told by its heartbeat alone, which takes half a minute. */
const SHORT = ['hand-over-release'];

function killings(
  household: Household,
  active: (job: string) => Promise<boolean>,
  scanned: number,
): readonly Killing[] {
  const { ask, downloads } = household;
  const { indexer, client, books } = downloads;
  const untilActive = (job: string) => until(`${job} is under way`, () => active(job));
  let scan = 0;
  let wanted = 0;
  let backup = 0;
  let task = 0;
  let removed = '';
  const addsOf = (infohash: string | undefined) =>
    ask(listDownloads, { query: { limit: 200 } }).then(
      ({ items }) => items.filter((item) => item.infohash === infohash).length,
    );

  return [
    {
      job: 'scan-library',
      async begin() {
        scan = await household.scan(scanned);
        await household.untilRunning(scan);
      },
      async untilDone() {
        const { state, result } = await household.untilOver(scan);
        expectTrue(`the scan is done: ${state}`, state === 'succeeded' && result?.['items'] === scanned);
        return `${scanned} books, each there once`;
      },
    },
    {
      job: 'search-wanted-book',
      async begin() {
        indexer.fault = 'hang';
        ({ id: wanted } = await household.want(books[0]));
        await untilActive('search-wanted-book');
      },
      release: () => {
        indexer.fault = null;
      },
      async untilDone() {
        await household.untilWanted(wanted, 'owned');
        const { items } = await ask(listTasks, { query: { limit: 200 } });
        const searches = items.filter(
          ({ kind, subject_id }) => kind === 'search_wanted_book' && subject_id === wanted,
        );
        expectTrue('one search is kept', searches.length === 1 && searches[0]?.state === 'succeeded');
        return 'searched, taken and imported, once';
      },
    },
    {
      job: 'hand-over-release',
      async begin() {
        client.hangsAt = ['torrents/add'];
        ({ id: wanted } = await household.want(books[1]));
        await until('the torrent is being handed over', () =>
          client.requests.some((request) => request.startsWith('POST torrents/add')),
        );
      },
      release: () => {
        client.hangsAt = [];
      },
      async untilDone() {
        await household.untilWanted(wanted, 'owned');
        expectTrue('it was downloaded once', (await addsOf(books[1]?.infohash)) === 1);
        return 'handed over and imported, once';
      },
    },
    {
      job: 'import-download',
      async begin() {
        client.hangsAt = ['torrents/files'];
        ({ id: wanted } = await household.want(books[2]));
        await untilActive('import-download');
      },
      release: () => {
        client.hangsAt = [];
      },
      async untilDone() {
        const { library_item_id } = await household.untilWanted(wanted, 'owned');
        const { items } = await ask(listImports, { query: { limit: 200 } });
        expectTrue('it is one item', library_item_id !== null);
        expectTrue('it is one import', items.filter(({ wanted_id }) => wanted_id === wanted).length === 1);
        const left = await readdir(household.libraryDir);
        expectTrue('nothing is left half done', !left.includes('.mamcrawler-staging'));
        return 'imported once, nothing left half done';
      },
    },
    {
      job: 'remove-download',
      async begin() {
        downloads.finishes = false;
        ({ id: wanted } = await household.want(books[3]));
        removed = books[3]?.infohash ?? '';
        await until('it is downloading', async () => {
          const { items } = await ask(listDownloads, {});
          return items.some(({ infohash, state }) => infohash === removed && state === 'downloading');
        });
        client.hangsAt = ['torrents/delete'];
        await ask(stopWanting, { params: { id: wanted }, query: { remove_download: 'true' } });
        await until('it is being removed', () =>
          client.requests.some((request) => request.startsWith('POST torrents/delete')),
        );
      },
      release: () => {
        client.hangsAt = [];
        downloads.finishes = true;
      },
      async untilDone() {
        await until('the torrent is gone', () => !client.torrents.has(removed), 120_000);
        return 'the torrent is gone from the client';
      },
    },
    {
      job: 'create-backup',
      async begin() {
        ({ task_id: task } = await ask(createBackup, { body: {} }));
        await household.untilRunning(task);
      },
      async untilDone() {
        const backups = () => ask(listBackups, {});
        await until('a backup is whole', async () => (await backups()).items[0]?.state === 'done', 120_000);
        const { items } = await backups();
        ({ id: backup = 0 } = items[0] ?? {});
        const states = items.map(({ state }) => state);
        expectTrue(`one is whole: ${states}`, states.filter((state) => state === 'done').length === 1);
        return `backups now: ${states.join(', ')}`;
      },
    },
    {
      job: 'verify-backup',
      async begin() {
        ({ task_id: task } = await ask(verifyBackup, { params: { id: backup } }));
        await household.untilRunning(task);
      },
      async untilDone() {
        const { state, error } = await household.untilOver(task);
        expectTrue(`it was verified: ${error}`, state === 'succeeded');
        const { verification } = await ask(getBackup, { params: { id: backup } });
        expectTrue('it passed', verification?.outcome === 'passed');
        return 'verified: passed';
      },
    },
  ];
}

interface Workers extends AsyncDisposable {
  /** From now on a second worker is there, which takes up nothing before the first is killed. */
  standBy(): Promise<void>;
  /** Kills the worker that has what is under way; the second one goes on. */
  kill(): Promise<void>;
}

/** One web process, which is asked, and workers that share a folder for backups. */
async function startWorkers(household: Household, databaseUrl: string): Promise<Workers> {
  await using ending = new AsyncDisposableStack();
  let count = 0;
  const start = async (role: 'web' | 'worker'): Promise<RunningProgram> => {
    count += 1;
    return startProgram({
      dataDir: join(household.folder, `${role}-${count}`),
      environment: environmentOf(role),
    });
  };
  const environmentOf = (role: string) => ({
    ...QUIET,
    ...partOf(databaseUrl, role),
    BACKUP_DIR: join(household.folder, 'backups'),
  });
  await makeSchema(databaseUrl, join(household.folder, 'migrate'));
  const web = ending.use(await start('web'));
  household.turnTo(web);
  let atWork = await start('worker');
  let spare: RunningProgram | null = null;
  ending.defer(() => atWork.stop());
  const atTheEnd = ending.move();
  return {
    async standBy() {
      spare = await start('worker');
      // It is there, and asleep: so it is known who has the job.
      spare.child.kill('SIGSTOP');
    },
    async kill() {
      if (spare === null) throw new Error('Nobody stands by.');
      atWork.child.kill('SIGKILL');
      await once(atWork.child, 'exit');
      spare.child.kill('SIGCONT');
      atWork = spare;
      spare = null;
    },
    async [Symbol.asyncDispose]() {
      spare?.child.kill('SIGKILL');
      await atTheEnd.disposeAsync();
    },
  };
}
