import { join } from 'node:path';
import { health } from '../src/contract/health.ts';
import { getWanted, searchWanted } from '../src/contract/wanted.ts';
import { startProgram } from '../test/support/program.ts';
import type { TorznabFault } from '../test/support/torznab-server.ts';
import { until } from '../test/support/until.ts';
import { type Drill, expectTrue, type Outcome, timed } from './drill.ts';
import { QUIET, startHousehold } from './household.ts';

/** An indexer and a download client that hang, lie or vanish; both come back. */
export const servicesFail: Drill = async ({ isShort }) => {
  await using household = await startHousehold({ books: 8 });
  await using program = await startProgram({ dataDir: join(household.folder, 'data'), environment: QUIET });
  household.turnTo(program);
  await household.furnish();
  const { ask, downloads } = household;
  const { indexer, client } = downloads;
  const outcomes: Outcome[] = [];
  let next = 0;
  const wantNext = () => {
    next += 1;
    return household.want(downloads.books[next - 1]);
  };
  const reasonOf = async (id: number) => (await ask(getWanted, { params: { id } })).reason;
  const clients = async () => (await ask(health, {})).services['download_clients'];
  /** Seconds until it is told how the search went. */
  const searched = (id: number) =>
    timed(() => until('it was searched', async () => (await reasonOf(id)) !== null, 120_000));
  /** Seconds until health tells that the client fails. */
  const clientTold = () =>
    timed(() => until('health tells of it', async () => (await clients())?.status !== 'healthy', 180_000));

  const faults: readonly (readonly [TorznabFault, string])[] = [
    ['hang', 'hangs'],
    ['web_page', 'lies (a web page instead of a feed)'],
    ['too_many_requests', 'refuses (429)'],
  ];
  for (const [fault, does] of isShort ? faults.slice(1, 2) : faults) {
    indexer.fault = fault;
    const { id } = await wantNext();
    const untilTold = await searched(id);
    const reason = await reasonOf(id);
    indexer.fault = null;
    const seconds = await timed(async () => {
      await ask(searchWanted, { params: { id } });
      await household.untilWanted(id, 'owned');
    });
    outcomes.push({
      drill: `Indexer ${does}`,
      happened: `told after ${untilTold.toFixed(1)} s: ${reason}`,
      seconds,
    });
  }

  async function clientFails(does: string, harm: () => void, mend: () => void): Promise<void> {
    const { id } = await wantNext();
    harm();
    const untilTold = await clientTold();
    const told = (await clients())?.error ?? '';
    expectTrue('it is told in words', told !== '');
    mend();
    const seconds = await timed(async () => {
      await household.untilWanted(id, 'owned', 900_000);
      await until('health is well again', async () => (await clients())?.status === 'healthy', 180_000);
    });
    outcomes.push({
      drill: `Download client ${does}`,
      happened: `told after ${untilTold.toFixed(1)} s: ${told}`,
      seconds,
    });
  }

  const CALLS = [
    'auth/login',
    'sync/maindata',
    'torrents/add',
    'torrents/files',
    'torrents/categories',
    'app/version',
  ];
  await clientFails(
    'lies (500 and a web page)',
    () => {
      client.brokenStatus = 500;
    },
    () => {
      client.brokenStatus = null;
    },
  );
  if (isShort) return outcomes;
  await clientFails(
    'hangs',
    () => {
      client.hangsAt = CALLS;
    },
    () => {
      client.hangsAt = [];
    },
  );

  await indexer.stop();
  const { id } = await wantNext();
  const untilTold = await searched(id);
  outcomes.push({
    drill: 'Indexer vanishes',
    happened: `told after ${untilTold.toFixed(1)} s: ${await reasonOf(id)}`,
    seconds: null,
  });
  await client.stop();
  const seconds = await clientTold();
  outcomes.push({
    drill: 'Download client vanishes',
    happened: `told after ${seconds.toFixed(1)} s: ${(await clients())?.error}`,
    seconds: null,
  });
  return outcomes;
};
