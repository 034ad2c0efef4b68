import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asAdministrator, startProgram } from '../test/support/program.ts';
import { describeRun, type Figure, type Report, readReport, reportLines } from './figure.ts';
import { fillDatabase } from './fill-database.ts';
import { measureLoad } from './load/measure-load.ts';
import { measureArchive } from './measure-archive.ts';
import { measureLibrary } from './measure-library.ts';
import { measureRequestCost } from './measure-request-cost.ts';
import { measureRequests } from './measure-requests.ts';
import { measureRequestsDuringScan } from './measure-requests-during-scan.ts';
import { measureSparse } from './measure-sparse.ts';
import { measureStart } from './measure-start.ts';

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
  scan: () => measureSizes(given.items.split(',').map(Number)),
  sparse: () => inTemporaryFolder((dir) => measureSparse(dir, OWNED, UNLIMITED)),
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

/** Too long, or too large, for every run. */
const ON_REQUEST: ReadonlySet<string> = new Set(['sparse']);

const earlier = given.compare === undefined ? null : readReport(given.compare);
const run = describeRun();
const figures: Figure[] = [];
for (const [part, measure] of Object.entries(PARTS)) {
  if (given.only === undefined ? ON_REQUEST.has(part) : !given.only.includes(part)) continue;
  console.error(`Measuring: ${part} …`);
  figures.push(...(await measure()));
}
const report: Report = { ...run, figures };
for (const line of reportLines(report, earlier)) console.log(line);
if (given.json !== undefined) await writeFile(given.json, `${JSON.stringify(report, null, 2)}\n`);

/** One size after another, each with a data folder of its own; what an item costs must not grow with their number. */
async function measureSizes(sizes: readonly number[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const items of sizes)
    figures.push(...(await inTemporaryFolder((dir) => measureLibrary(dir, items, UNLIMITED))));
  const costs = figures.filter(({ name }) => name.endsWith('cost of an item'));
  const [first, ...others] = costs.map(({ value }) => value);
  return [
    ...figures,
    ...others.map((cost, at) => ({
      name: `cost of an item of ${sizes[at + 1]?.toLocaleString('en')}, against one of ${sizes[0]?.toLocaleString('en')}`,
      value: cost / (first ?? cost),
      unit: 'times',
      atMost: 1.2,
    })),
  ];
}

async function measureLarge(dir: string, books: number): Promise<readonly Figure[]> {
  const dataDir = join(dir, 'data');
  await fillDatabase(dataDir, books);
  await using program = await startProgram({ dataDir, launched: true, environment: UNLIMITED });
  const options = asAdministrator(program);
  const alone = await measureRequests(options.baseUrl, books);
  return [...alone, ...(await measureRequestsDuringScan(dir, options, books))];
}

async function inTemporaryFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'mamcrawler-bench-'));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
