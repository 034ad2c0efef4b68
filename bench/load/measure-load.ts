import { join } from 'node:path';
import { generateLibrary } from '../../test/support/audio-files/generate-library.ts';
import { type MadeUpDownloads, startMadeUpDownloads } from '../../test/support/made-up-downloads.ts';
import { makeScratchFolder } from '../../test/support/scratch-folder.ts';
import type { Figure } from '../figure.ts';
import { furnish } from './furnish.ts';
import { holdStreams } from './hold-streams.ts';
import { householdAsks } from './household.ts';
import { type Installation, type InstallationOptions, startAlone, startFleet } from './installation.ts';
import { askConstantly, percentile } from './open-loop.ts';
import { readProcess } from './read-process.ts';
import { startWorkBeside } from './work-beside.ts';

/** A busy household: 5 requests a second, 5 pages that listen, a scan, and a book wanted every ten seconds. */
const HOUSEHOLD = { perSecond: 5, streams: 5, wantEveryMs: 10_000 };
/** How many households at once; it ends early where half of what is asked fails. */
const TIMES = [1, 10, 30, 60, 100, 150, 200];
const P99_AT_MOST_MS = 100;
const DOWNLOADS = 150;
const SCANNED = 600;

export interface LoadOptions {
  readonly books: number;
  /** Of each step. */
  readonly seconds: number;
  readonly times?: readonly number[];
}

const KINDS: Readonly<Record<string, (options: InstallationOptions) => Promise<Installation>>> = {
  'one process': startAlone,
  '2 web, 2 workers': startFleet,
};

/** Real use of one process with the embedded database, then of two web and two worker processes on PostgreSQL. */
export async function measureLoad(options: LoadOptions): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [label, start] of Object.entries(KINDS))
    figures.push(...(await measureKind(label, start, options)));
  return figures;
}

async function measureKind(
  label: string,
  start: (typeof KINDS)[string],
  { books, seconds, times = TIMES }: LoadOptions,
): Promise<readonly Figure[]> {
  await using ending = new AsyncDisposableStack();
  const { path: folder } = ending.use(makeScratchFolder());
  const installation = ending.use(await start({ folder, books }));
  // None of them is owned: the numbers of those begin at 0.
  const downloads = ending.use(
    await startMadeUpDownloads({ folder: join(folder, 'downloads'), count: DOWNLOADS, first: books }),
  );
  const target = await furnish(installation.options, downloads, folder);
  const figures: Figure[] = [];
  let used = 0;
  for (const many of times) {
    const scanned = join(folder, `scanned-${many}`);
    await generateLibrary(scanned, SCANNED, books + DOWNLOADS + SCANNED * times.indexOf(many));
    const some = { books: downloads.books.slice(used) };
    const step = await measureStep({ installation, downloads: some, scanned, target, many, seconds, books });
    figures.push(
      ...step.figures.map((figure) => ({ ...figure, name: `${label}, ${many}×, ${figure.name}` })),
    );
    console.error(`${label}, ${many}×: ${step.failed} of ${step.asked} requests failed`);
    used += step.wanted;
    if (step.failed * 2 > step.asked) break;
  }
  return figures;
}

async function measureStep({
  installation: { options, processes },
  downloads,
  scanned,
  target,
  many,
  seconds,
  books,
}: {
  readonly installation: Installation;
  readonly downloads: Pick<MadeUpDownloads, 'books'>;
  readonly scanned: string;
  readonly target: number;
  readonly many: number;
  readonly seconds: number;
  readonly books: number;
}) {
  // More imports than ten households have would measure the disk.
  const wantEveryMs = HOUSEHOLD.wantEveryMs / Math.min(many, 10);
  const beside = await startWorkBeside({ options, downloads, scanned, target, wantEveryMs });
  using streams = await holdStreams(options.baseUrl, { count: HOUSEHOLD.streams * many, readers: many });
  await Promise.all(processes.map(readProcess));
  const perSecond = HOUSEHOLD.perSecond * many;
  const {
    times,
    errors,
    seconds: lasted,
  } = await askConstantly({
    address: options.baseUrl,
    perSecond,
    seconds,
    readers: many,
    next: (turn) => householdAsks(turn, books),
  });
  const readings = await Promise.all(processes.map(readProcess));
  const { events, lost } = streams;
  const after = await beside.stop();
  const all = [...times.values()].flat();
  const failed = errors.length + beside.errors.length + lost + (beside.wanted - after.owned);
  for (const error of [...errors.slice(0, 3), ...beside.errors]) console.error(error);
  const promised = many === 10 ? { atMost: P99_AT_MOST_MS } : {};
  const figures: Figure[] = [
    { name: 'answers', value: all.length / lasted, unit: `a second of ${perSecond}` },
    { name: 'errors', value: failed, unit: '', ...(many <= 10 ? { atMost: 0 } : {}) },
    ...quantiles('all', all, promised),
    ...(many === 10 ? [...times].flatMap(([what, own]) => quantiles(what, own)) : []),
    { name: 'event loop p99', value: Math.max(...readings.map((one) => one.loopDelayP99Ms)), unit: 'ms' },
    {
      name: 'memory of a process',
      value: Math.max(...readings.map((one) => one.residentMegabytes)),
      unit: 'MB',
    },
    { name: 'events to pages', value: events / lasted, unit: 'a second' },
    { name: 'scans ended', value: beside.scans, unit: '' },
    { name: 'books imported', value: after.owned, unit: `of ${beside.wanted}` },
    { name: 'last import', value: after.seconds, unit: 's after the end' },
  ];
  return { figures, asked: perSecond * seconds, failed: errors.length, wanted: beside.wanted };
}

function quantiles(
  what: string,
  times: readonly number[],
  promised: Pick<Figure, 'atMost'> = {},
): readonly Figure[] {
  const figure = (name: string, share: number) => ({
    name: `${what}: ${name}`,
    value: percentile(times, share),
    unit: 'ms',
  });
  return [figure('p50', 0.5), figure('p95', 0.95), { ...figure('p99', 0.99), ...promised }];
}
