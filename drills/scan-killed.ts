import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runScan } from '../bench/run-scan.ts';
import { call } from '../src/contract/call.ts';
import { addLibrary, scanLibrary } from '../src/contract/libraries.ts';
import { getTask } from '../src/contract/tasks.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { generateLibrary } from '../test/support/audio-files/generate-library.ts';
import { ALL_KINDS } from '../test/support/audio-files/planned-item.ts';
import { dumpCatalog } from '../test/support/catalog-dump.ts';
import { patiently } from '../test/support/patiently.ts';
import { asAdministrator, type RunningProgram, startProgram } from '../test/support/program.ts';
import { makeScratchFolder } from '../test/support/scratch-folder.ts';
import { touchAll } from '../test/support/touch-all.ts';
import { until } from '../test/support/until.ts';
import { type Drill, expectTrue, timed } from './drill.ts';
import { QUIET } from './household.ts';

const ITEMS = 1_000;
/** A scan of so many items takes longer. */
const KILL_WITHIN_MS = 1_000;

/** kill -9 of the program at random moments of a scan, then a scan to its end: the same as if nothing had happened. */
export const scanKilled: Drill = async ({ isShort }) => {
  const kills = isShort ? 3 : 30;
  using scratch = makeScratchFolder();
  const folder = join(scratch.path, 'library');
  const [killed, undisturbed] = [join(scratch.path, 'killed'), join(scratch.path, 'undisturbed')];
  const startIn = (dataDir: string) => startProgram({ dataDir, environment: QUIET });
  await generateLibrary(folder, ITEMS, 0, { kinds: ALL_KINDS });

  let interrupted = 0;
  let libraryId = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await using program = await startIn(killed);
    libraryId ||= await add(program, folder);
    // What was read is left alone from then on: without this the later kills would find nothing under way.
    if (kill > 0 && kill % 3 === 0) await touchAll(folder, new Date(Date.now() + kill * 1000));
    if (await killDuringScan(program, libraryId)) interrupted += 1;
  }
  expectTrue(`most kills met a scan: ${interrupted} of ${kills}`, interrupted > kills / 2);
  const seconds = await timed(async () => {
    await using program = await startIn(killed);
    const { items } = await runScan(asAdministrator(program), libraryId);
    expectTrue(`all are there: ${items}`, items === ITEMS);
  });
  {
    await using program = await startIn(undisturbed);
    await runScan(asAdministrator(program), await add(program, folder));
  }
  expectSame(await dumpOf(undisturbed), await dumpOf(killed));
  return [
    {
      drill: 'Scan killed',
      happened: `${interrupted} of ${kills} kills met the scan of ${ITEMS.toLocaleString('en')} items; then a scan to its end: books, items, files and provenance as of an undisturbed one`,
      seconds,
    },
  ];
};

async function add(program: RunningProgram, folder: string): Promise<number> {
  const body = { name: 'Generated', path: folder };
  return (await patiently(() => call(addLibrary, { body }, asAdministrator(program)))).id;
}

/** Answers whether the scan was under way. */
async function killDuringScan(program: RunningProgram, libraryId: number): Promise<boolean> {
  const options = asAdministrator(program);
  const { task_id: id } = await patiently(() => call(scanLibrary, { params: { id: libraryId } }, options));
  const state = async () => (await patiently(() => call(getTask, { params: { id } }, options))).state;
  await until('the scan has begun', async () => (await state()) !== 'queued');
  await delay(Math.random() * KILL_WITHIN_MS);
  const isRunning = (await state()) === 'running';
  program.child.kill('SIGKILL');
  await once(program.child, 'exit');
  return isRunning;
}

async function dumpOf(dataDir: string): Promise<readonly string[]> {
  await using server = await startEmbeddedPostgres({ dataDir, log: () => {} });
  return await dumpCatalog(server.connection);
}

function expectSame(expected: readonly string[], found: readonly string[]): void {
  const different = expected.flatMap((line, at) => (line === found[at] ? [] : [`${line}\n${found[at]}`]));
  expectTrue(
    `nothing differs, and not ${different.length} lines: ${different[0] ?? ''}`,
    different.length === 0 && expected.length === found.length,
  );
}
