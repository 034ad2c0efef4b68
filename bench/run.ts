import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { call } from '../src/contract/call.ts';
import { addLibrary } from '../src/contract/libraries.ts';
import { generateLibrary } from '../test/support/audio-files/generate-library.ts';
import { ALL_KINDS } from '../test/support/audio-files/planned-item.ts';
import { PROGRAM_KEY, startProgram } from '../test/support/program.ts';
import { describeRun, type Figure, type Report, readReport, reportLines } from './figure.ts';
import { fillDatabase } from './fill-database.ts';
import { measureLoad } from './load/measure-load.ts';
import { measureArchive } from './measure-archive.ts';
import { measureRequestCost } from './measure-request-cost.ts';
import { measureRequests } from './measure-requests.ts';
import { IDLE_AFTER_MS, measureScan } from './measure-scan.ts';
import { measureStart } from './measure-start.ts';
import { residentMegabytes, serverPid } from './server-process.ts';

const { values: given } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    items: { type: 'string', default: '1000' },
    books: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    times: { type: 'string' },
    json: { type: 'string' },
    compare: { type: 'string' },
  },
});

/** What is measured here is how fast it answers, not how soon it refuses. */
const UNLIMITED = { RATE_LIMIT_ADMIN: '100000000' };

const OWNED = Number(given.books ?? 100_000);

const PARTS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  start: measureStart,
  scan: () => inTemporaryFolder((dir) => measureLibrary(dir, Number(given.items))),
  cost: () => inTemporaryFolder(measureRequestCost),
  archive: () => measureArchive(OWNED),
  large: () => inTemporaryFolder((dir) => measureLarge(dir, OWNED)),
  load: () =>
    measureLoad({
      books: Number(given.books ?? 10_000),
      seconds: Number(given.seconds),
      ...(given.times === undefined ? {} : { times: given.times.split(',').map(Number) }),
    }),
};

const earlier = given.compare === undefined ? null : readReport(given.compare);
const run = describeRun();
const figures: Figure[] = [];
for (const [part, measure] of Object.entries(PARTS)) {
  if (given.only !== undefined && !given.only.includes(part)) continue;
  console.error(`Measuring: ${part} …`);
  figures.push(...(await measure()));
}
const report: Report = { ...run, figures };
for (const line of reportLines(report, earlier)) console.log(line);
if (given.json !== undefined) await writeFile(given.json, `${JSON.stringify(report, null, 2)}\n`);

/** One server from its first start on: its memory, a scan, its answers. */
async function measureLibrary(dir: string, items: number): Promise<readonly Figure[]> {
  const library = join(dir, 'library');
  await generateLibrary(library, items, 0, { kinds: ALL_KINDS });
  await using program = await startProgram({
    dataDir: join(dir, 'data'),
    launched: true,
    environment: UNLIMITED,
  });
  const pid = serverPid(program);
  await delay(IDLE_AFTER_MS);
  const idle: Figure = {
    name: 'idle memory before the first scan',
    value: residentMegabytes(pid),
    unit: 'MB',
    atMost: 150,
  };
  const baseUrl = program.address.replace(/\/$/, '');
  const options = { baseUrl, headers: { 'x-api-key': PROGRAM_KEY } };
  const { id } = await call(addLibrary, { body: { name: 'Generated', path: library } }, options);
  return [
    idle,
    ...(await measureScan({ baseUrl, pid, libraryId: id })),
    ...(await measureRequests(baseUrl, items)),
  ];
}

async function measureLarge(dir: string, books: number): Promise<readonly Figure[]> {
  const dataDir = join(dir, 'data');
  await fillDatabase(dataDir, books);
  await using program = await startProgram({ dataDir, launched: true, environment: UNLIMITED });
  return await measureRequests(program.address.replace(/\/$/, ''), books);
}

async function inTemporaryFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'mamcrawler-bench-'));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
