import { once } from 'node:events';
import { join } from 'node:path';
import { fillDatabase } from '../bench/fill-database.ts';
import { createBackup, listBackups } from '../src/contract/backups.ts';
import { listImports } from '../src/contract/imports.ts';
import { startProgram } from '../test/support/program.ts';
import { until } from '../test/support/until.ts';
import { type Drill, expectTrue, type Outcome, timed } from './drill.ts';
import { QUIET, startHousehold } from './household.ts';

const MOST_SECONDS = 10;

/** SIGTERM in the middle of a scan, of imports and of a backup; then the next start. */
export const toldToStop: Drill = async ({ isShort }) => {
  const books = isShort ? 6 : 20;
  const owned = isShort ? 2_000 : 50_000;
  await using household = await startHousehold({ books });
  const dataDir = join(household.folder, 'data');
  await fillDatabase(dataDir, owned);
  let program = await startProgram({ dataDir, environment: QUIET });
  await using ending = new AsyncDisposableStack();
  ending.defer(() => program.stop());
  household.turnTo(program);
  const outcomes: Outcome[] = [];

  /** Ends it and starts it again; how long each took. */
  async function restart(): Promise<{ readonly stop: number; readonly start: number }> {
    const stop = await timed(async () => {
      program.child.kill('SIGTERM');
      await once(program.child, 'exit');
    });
    expectTrue(`it ended by itself (${program.said()})`, program.child.exitCode === 0);
    expectTrue(`it ended within ${MOST_SECONDS} s, not after ${stop} s`, stop < MOST_SECONDS);
    const start = await timed(async () => {
      program = await startProgram({ dataDir, environment: QUIET });
    });
    household.turnTo(program);
    return { stop, start };
  }

  async function record(what: string, after: (restarted: Promise<void>) => Promise<string>): Promise<void> {
    let ended = { stop: 0, start: 0 };
    const restarted = async () => {
      ended = await restart();
    };
    let happened = '';
    const seconds = await timed(async () => {
      happened = await after(restarted());
    });
    outcomes.push({
      drill: `SIGTERM during ${what}`,
      happened: `ended after ${ended.stop.toFixed(1)} s, served again ${ended.start.toFixed(1)} s later; ${happened}`,
      seconds: seconds - ended.stop,
    });
  }

  const scanned = isShort ? 300 : 1_500;
  await household.furnish();
  const scan = await household.scan(scanned);
  await household.untilRunning(scan);
  await record('a scan', async (restarted) => {
    await restarted;
    const { state, result } = await household.untilOver(scan, 300_000);
    expectTrue('the scan was taken up', state === 'succeeded' && result?.['items'] === scanned);
    return `the scan of ${scanned} books came to its end`;
  });

  const wants: { readonly id: number }[] = [];
  household.downloads.finishes = false;
  for (const book of household.downloads.books) wants.push(await household.want(book));
  for (const { id } of wants) await household.untilWanted(id, 'downloading');
  household.downloads.finishes = true;
  await until('an import is under way', async () => (await household.ask(listImports, {})).items.length > 0);
  await record(`${books} imports`, async (restarted) => {
    await restarted;
    for (const { id } of wants) await household.untilWanted(id, 'owned', 300_000);
    const { items } = await household.ask(listImports, { query: { limit: 200 } });
    expectTrue('each was imported once', items.length === books);
    return 'each book was imported, once';
  });

  await household.ask(createBackup, { body: {} });
  const newest = async () => (await household.ask(listBackups, {})).items[0];
  await record('a backup', async (restarted) => {
    await restarted;
    await until('a backup is whole', async () => (await newest())?.state === 'done', 300_000);
    const { items } = await household.ask(listBackups, {});
    const states = items.map(({ state }) => state);
    expectTrue(`one is whole: ${states.join(', ')}`, states.filter((state) => state === 'done').length === 1);
    return `backups now: ${states.join(', ')}`;
  });
  return outcomes;
};
