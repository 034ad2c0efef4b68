import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { assertNever } from '../base/assert.ts';
import { type AudioReading, type CoverImage, unreadable } from './audio-reading.ts';

/** Reads audio files in threads of its own, so that no file can stop or slow down the program. */
export interface AudioReader extends AsyncDisposable {
  /** Never fails for a bad file: the reading then has a fault. */
  read(absolutePath: string): Promise<AudioReading>;
  cover(absolutePath: string): Promise<CoverImage | null>;
}

export interface AudioReaderOptions {
  /** Threads at most; they start when there is work for them. */
  readonly workers?: number;
  /** A thread without work ends after this time: it holds some 50 MB. */
  readonly idleMs?: number;
  /** A file that takes longer costs its thread, and gets a fault. */
  readonly deadlineMs?: number;
  readonly workerUrl?: URL;
}

/** Small, so that reading a library does not grow the process for good. */
const MEMORY = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 };

export type ReadingJob = { readonly kind: 'read' | 'cover'; readonly path: string };

export type ReadingResult =
  | { readonly kind: 'read'; readonly reading: AudioReading }
  | { readonly kind: 'cover'; readonly cover: CoverImage | null };

interface Waiting {
  readonly job: ReadingJob;
  finish(result: ReadingResult): void;
}

interface Lane {
  readonly worker: Worker;
  current: Waiting | null;
  timer: NodeJS.Timeout | null;
}

export function createAudioReader(options: AudioReaderOptions = {}): AudioReader {
  const { workers = threadsByDefault(), idleMs = 5_000, deadlineMs = 60_000 } = options;
  const workerUrl = options.workerUrl ?? new URL('./audio-worker.ts', import.meta.url);
  const lanes = new Set<Lane>();
  const queue: Waiting[] = [];
  let isClosed = false;

  function ask(job: ReadingJob): Promise<ReadingResult> {
    if (isClosed) return Promise.resolve(failed(job, 'The program is stopping.'));
    return new Promise((finish) => {
      queue.push({ job, finish });
      const idle = [...lanes].find((lane) => lane.current === null);
      if (idle) takeNext(idle);
      else if (lanes.size < workers) takeNext(startLane());
    });
  }

  function startLane(): Lane {
    const lane: Lane = {
      worker: new Worker(workerUrl, { resourceLimits: MEMORY }),
      current: null,
      timer: null,
    };
    lanes.add(lane);
    lane.worker.on('message', (result: ReadingResult) => {
      if (!lanes.has(lane)) return;
      const finished = lane.current;
      lane.current = null;
      takeNext(lane);
      finished?.finish(result);
    });
    lane.worker.on('error', (error) => loseLane(lane, `Reading the file failed: ${error.message}`));
    lane.worker.on('exit', () => loseLane(lane, 'Reading the file ended its thread.'));
    return lane;
  }

  function takeNext(lane: Lane): void {
    if (lane.timer) clearTimeout(lane.timer);
    const next = queue.shift();
    if (!next) {
      lane.worker.unref();
      lane.timer = setTimeout(() => loseLane(lane, ''), idleMs).unref();
      return;
    }
    lane.current = next;
    lane.worker.ref();
    lane.worker.postMessage(next.job);
    const late = `The file could not be read within ${deadlineMs / 1000} seconds.`;
    lane.timer = setTimeout(() => loseLane(lane, late), deadlineMs);
  }

  /** Ends a thread: idle, dead or stuck. Its file gets the fault, and the next one a new thread. */
  function loseLane(lane: Lane, fault: string): void {
    if (!lanes.delete(lane)) return;
    if (lane.timer) clearTimeout(lane.timer);
    lane.worker.unref();
    void lane.worker.terminate();
    if (lane.current) lane.current.finish(failed(lane.current.job, fault));
    if (queue.length > 0 && !isClosed) takeNext(startLane());
  }

  return {
    async read(absolutePath) {
      const result = await ask({ kind: 'read', path: absolutePath });
      return result.kind === 'read' ? result.reading : unreadable('The file was not read.');
    },
    async cover(absolutePath) {
      const result = await ask({ kind: 'cover', path: absolutePath });
      return result.kind === 'cover' ? result.cover : null;
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      const threads = [...lanes].map((lane) => lane.worker);
      for (const { job, finish } of queue.splice(0)) finish(failed(job, 'The program is stopping.'));
      for (const lane of [...lanes]) loseLane(lane, 'The program is stopping.');
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

/** One core stays with the rest of the program. */
function threadsByDefault(): number {
  return Math.min(2, Math.max(1, availableParallelism() - 1));
}

function failed(job: ReadingJob, fault: string): ReadingResult {
  switch (job.kind) {
    case 'read':
      return { kind: 'read', reading: unreadable(fault) };
    case 'cover':
      return { kind: 'cover', cover: null };
    default:
      return assertNever(job.kind);
  }
}
