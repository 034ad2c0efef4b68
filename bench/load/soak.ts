import { join } from 'node:path';
import { generateLibrary } from '../../test/support/audio-files/generate-library.ts';
import { startMadeUpDownloads } from '../../test/support/made-up-downloads.ts';
import { makeScratchFolder } from '../../test/support/scratch-folder.ts';
import { furnish } from './furnish.ts';
import { holdStreams } from './hold-streams.ts';
import { householdAsks } from './household.ts';
import { heapAfterCollection, INSPECTABLE } from './inspect-heap.ts';
import { type Installation, startAlone } from './installation.ts';
import { askConstantly } from './open-loop.ts';
import { readProcess } from './read-process.ts';
import { startWorkBeside } from './work-beside.ts';

/** How a process is, between two rounds of use, when nobody is there. */
export interface SoakSample {
  readonly seconds: number;
  /** Since the sample before. */
  readonly answered: number;
  readonly heapMegabytes: number;
  readonly residentMegabytes: number;
  readonly openFiles: number;
  /** Of the program in the database. */
  readonly sessions: number;
}

export interface SoakOptions {
  readonly books: number;
  readonly minutes: number;
  readonly perSecond?: number;
  /** Books to be wanted and imported. */
  readonly wants?: number;
  readonly onSample?: (sample: SoakSample) => void;
}

/** Rounds: the first two warm it up. */
const ROUNDS = 8;
const WARM_AFTER = 2;
const MINUTE_SECONDS = 60;
const STREAMS = 10;
const SCANNED = 100;

/** One process with the embedded database in steady use, with scans and imports, looked at again and again. */
export async function soak({
  books,
  minutes,
  perSecond = 20,
  wants = 100,
  onSample = () => {},
}: SoakOptions) {
  using scratch = makeScratchFolder();
  const folder = scratch.path;
  const environment = { NODE_OPTIONS: INSPECTABLE };
  await using installation = await startAlone({ folder, books, environment });
  const { options } = installation;
  await using downloads = await startMadeUpDownloads({
    folder: join(folder, 'downloads'),
    count: wants,
    first: books,
  });
  const target = await furnish(options, downloads, folder);

  const samples: SoakSample[] = [];
  const errors: string[] = [];
  const begun = performance.now();
  const seconds = (minutes * MINUTE_SECONDS) / ROUNDS;
  const wantEveryMs = (minutes * MINUTE_SECONDS * 1000) / wants;
  let used = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const scanned = join(folder, `scanned-${round}`);
    await generateLibrary(scanned, SCANNED, books + wants + round * SCANNED);
    const some = { books: downloads.books.slice(used) };
    const beside = await startWorkBeside({ options, downloads: some, scanned, target, wantEveryMs });
    let answered = 0;
    {
      using streams = await holdStreams(options.baseUrl, { count: STREAMS, readers: STREAMS });
      const asked = await askConstantly({
        address: options.baseUrl,
        perSecond,
        seconds,
        readers: STREAMS,
        next: (turn) => householdAsks(turn, books),
      });
      answered = [...asked.times.values()].flat().length;
      errors.push(...asked.errors);
      if (streams.lost > 0) errors.push(`${streams.lost} streams of events ended by themselves.`);
    }
    const { owned } = await beside.stop();
    used += beside.wanted;
    errors.push(...beside.errors);
    if (owned < beside.wanted) errors.push(`${beside.wanted - owned} books were not imported.`);
    const sample = { ...(await look(installation)), answered, seconds: (performance.now() - begun) / 1000 };
    onSample(sample);
    samples.push(sample);
  }
  return { samples, errors };
}

async function look({ processes }: Installation) {
  const [program] = processes;
  if (program === undefined) throw new Error('There is no process.');
  const heapMegabytes = await heapAfterCollection(program);
  const { residentMegabytes, openFiles, databaseSessions: sessions } = await readProcess(program);
  return { heapMegabytes, residentMegabytes, openFiles, sessions };
}

/** What may come on top of the warm state: a share of the heap, and what is just being opened or closed. */
const HEAP_SHARE = 0.15;
const HEAP_MEGABYTES = 6;
const OPEN_FILES = 12;
/** What the two pools may open, and who listens: how many of them are open is a matter of the moment. */
const MOST_SESSIONS = 16;

/** What is more at the end than it was when the process was warm, as sentences. */
export function whatGrew(samples: readonly SoakSample[]): readonly string[] {
  const warm = samples.slice(WARM_AFTER - 1, WARM_AFTER + 1);
  const last = samples.at(-1);
  if (last === undefined || warm.length < 2) return ['There are too few samples.'];
  const most = (of: (sample: SoakSample) => number) => Math.max(...warm.map(of));
  const bounds = [
    {
      what: 'MB of heap after a collection',
      of: (sample: SoakSample) => sample.heapMegabytes,
      limit: (warm: number) => warm + Math.max(HEAP_MEGABYTES, warm * HEAP_SHARE),
    },
    {
      what: 'open files',
      of: (sample: SoakSample) => sample.openFiles,
      limit: (warm: number) => warm + OPEN_FILES,
    },
    { what: 'database sessions', of: (sample: SoakSample) => sample.sessions, limit: () => MOST_SESSIONS },
  ];
  return bounds
    .filter(({ of, limit }) => of(last) > limit(most(of)))
    .map(
      ({ what, of }) => `${of(last).toFixed(1)} ${what} at the end, ${most(of).toFixed(1)} when it was warm.`,
    );
}
