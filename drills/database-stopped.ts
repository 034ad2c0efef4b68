import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startDebianPostgres } from '../test/support/debian-postgres.ts';
import { PROGRAM_KEY, startProgram } from '../test/support/program.ts';
import { type Drill, expectTrue, timed } from './drill.ts';
import { QUIET, startHousehold } from './household.ts';

/** The database server is stopped under load, with a scan and imports under way. */
export const databaseStopped: Drill = async ({ isShort }) => {
  const books = isShort ? 4 : 20;
  await using household = await startHousehold({ books });
  await using postgres = await startDebianPostgres();
  await using program = await startProgram({
    dataDir: join(household.folder, 'data'),
    environment: { ...QUIET, DATABASE_URL: postgres.url },
  });
  household.turnTo(program);
  await household.furnish();
  const { pid } = program.child;
  const scanned = isShort ? 300 : 1_500;
  const scan = await household.scan(scanned);
  await household.untilRunning(scan);
  const wants: { readonly id: number }[] = [];
  for (const book of household.downloads.books) wants.push(await household.want(book));

  const load = startAsking(program.address);
  await postgres.stop();
  const stoppedAt = load.answers.length;
  await delay(isShort ? 5_000 : 60_000);
  const whileStopped = load.answers.slice(stoppedAt);
  let untilServed = 0;
  const untilDone = await timed(async () => {
    await postgres.start();
    untilServed = await timed(() => household.untilReady(60_000));
    for (const { id } of wants) await household.untilWanted(id, 'owned', 300_000);
    const { state, error, result } = await household.untilOver(scan, 300_000);
    expectTrue(
      `the scan is done (${state}: ${error})`,
      state === 'succeeded' && result?.['items'] === scanned,
    );
  });
  await load.stop();

  const { pid: pidNow, exitCode } = program.child;
  expectTrue('it is still the same process', pidNow === pid && exitCode === null);
  const refused = whileStopped.filter(({ status }) => status === 503);
  const others = whileStopped.filter(({ status }) => status !== 503).map(({ status }) => status);
  expectTrue('requests came while it was stopped', refused.length > 3);
  expectTrue(`all were refused with 503 (others: ${others.join(' ')})`, others.length === 0);
  expectTrue(
    'each 503 says when to come again',
    refused.every(({ retryAfter }) => Number(retryAfter) > 0),
  );
  expectTrue('each torrent was handed over', household.downloads.client.torrents.size === books);
  const slowest = Math.max(...whileStopped.map(({ ms }) => ms));
  return [
    {
      drill: 'Database stopped: requests',
      happened: `${refused.length} answered with 503 and Retry-After, the slowest after ${(slowest / 1000).toFixed(1)} s; ready again without a restart`,
      seconds: untilServed,
    },
    {
      drill: 'Database stopped: jobs',
      happened: `the scan of ${scanned} books and ${books} wants came to their end, none lost`,
      seconds: untilDone,
    },
  ];
};

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly ms: number;
}

const ASK_EVERY_MS = 100;

/** Asks ten times a second, whether the last question is answered or not. */
function startAsking(address: string) {
  const answers: Answer[] = [];
  const under: Promise<void>[] = [];
  const asking = setInterval(() => under.push(ask()), ASK_EVERY_MS);
  async function ask(): Promise<void> {
    const begun = performance.now();
    const response = await fetch(new URL('/api/books?limit=20', address), {
      headers: { 'x-api-key': PROGRAM_KEY },
    }).catch(() => null);
    await response?.arrayBuffer();
    const ms = performance.now() - begun;
    answers.push({
      status: response?.status ?? 0,
      retryAfter: response?.headers.get('retry-after') ?? null,
      ms,
    });
  }
  return {
    answers,
    async stop() {
      clearInterval(asking);
      await Promise.all(under);
    },
  };
}
