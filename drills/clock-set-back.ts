import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { arch } from 'node:process';
import { addAuthor } from '../src/contract/authors.ts';
import { health } from '../src/contract/health.ts';
import { listTasks } from '../src/contract/tasks.ts';
import { PROGRAM_KEY, startProgram } from '../test/support/program.ts';
import { until } from '../test/support/until.ts';
import { type Drill, expectTrue, timed } from './drill.ts';
import { QUIET, startHousehold } from './household.ts';

/** Of Debian's package libfaketime, which faketime brings. */
const LIBRARY = `/usr/lib/${arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketime.so.1`;
const HOURS_BACK = 2;

/**
 * The clock of the program and of its embedded database is set back by two hours in the middle of its work, as a machine
 * does that was started with a wrong clock. The monotonic clock goes on, as it does there.
 */
export const clockSetBack: Drill = async ({ isShort }) => {
  if (!existsSync(LIBRARY))
    return [
      {
        drill: 'Clock set back',
        happened: 'not done: it needs the Debian package faketime',
        seconds: null,
      },
    ];
  const books = isShort ? 4 : 12;
  await using household = await startHousehold({ books });
  const clock = join(household.folder, 'clock');
  await writeFile(clock, '+0');
  await using program = await startProgram({
    dataDir: join(household.folder, 'data'),
    environment: {
      ...QUIET,
      LOG_LEVEL: 'info',
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
  });
  household.turnTo(program);
  await household.furnish();
  const { ask, downloads } = household;
  const now = async () => Date.parse((await ask(health, {})).timestamp);
  const scan = await household.scan(isShort ? 300 : 1_000);
  const early = await household.want(downloads.books[0]);
  await household.untilRunning(scan);
  const later = await household.want(downloads.books[1]);

  const before = await now();
  await writeFile(clock, `-${HOURS_BACK}h`);
  await until('the clock went back', async () => (await now()) < before - 3_600_000);
  const seconds = await timed(async () => {
    for (const book of downloads.books.slice(2)) await household.want(book);
    await ask(addAuthor, { body: { name: 'Written in the past' } });
    await household.untilOver(scan);
    await household.untilWanted(early.id, 'owned');
    await household.untilWanted(later.id, 'owned');
    const { items } = await ask(listTasks, { query: { limit: 200 } });
    expectTrue(
      'no task failed',
      items.every(({ state }) => state !== 'failed'),
    );
  });
  const { items } = await ask(listTasks, { query: { limit: 200 } });
  const negative = items.filter(
    ({ started_at, finished_at }) =>
      started_at !== null && finished_at !== null && Date.parse(finished_at) < Date.parse(started_at),
  );
  const durations = [...program.said().matchAll(/"duration_ms":(-?\d+)/g)].map(([, ms]) => Number(ms));
  expectTrue(
    'durations were logged, none negative',
    durations.length > 0 && durations.every((ms) => ms >= 0),
  );
  const metrics = await (
    await fetch(new URL('/metrics', program.address), { headers: { 'x-api-key': PROGRAM_KEY } })
  ).text();
  const below = metrics.split('\n').filter((line) => /^\w+seconds\S* -/.test(line));
  expectTrue(`no metric of seconds is negative: ${below.join(', ')}`, below.length === 0);
  expectTrue(
    `no task ended before it began: ${negative.map(({ id }) => id).join(', ')}`,
    negative.length === 0,
  );
  const clockJobs = isShort ? '' : await minuteJobs();
  return [
    {
      drill: `Clock set back by ${HOURS_BACK} hours`,
      happened: `the scan and ${books} wants came to their end, no duration was negative${clockJobs}`,
      seconds,
    },
  ];

  /** What is started each minute goes on being started. */
  async function minuteJobs(): Promise<string> {
    const count = () => [...program.said().matchAll(/"job":"search-due-wants"/g)].length;
    const already = count();
    const waited = await timed(() => until('the minute came', () => count() > already, 150_000));
    return `; what follows the clock went on after ${waited.toFixed(0)} s`;
  }
};
