import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { assertNever } from '../base/assert.ts';
import { type AudioReading, type CoverImage, unreadable } from './audio-reading.ts';
import { createLaneCount } from './lane-count.ts';
import { folderNames } from './path/folder-names.ts';
import type { ReadItem } from './present-item.ts';
import type { FileReader, ReadLibrary } from './read-item.ts';
import { type SidecarReading, silent } from './sources/read-sidecar.ts';
import type { SidecarKind } from './sources/sidecar-name.ts';
import type { FoundItem } from './walk/found-item.ts';

/**
 * Reads audio files in processes of its own: no file can stop or slow down the program, and an idle program has the
 * memory back, which an ended thread would keep.
 */
export interface AudioReader extends FileReader, AsyncDisposable {
  cover(absolutePath: string): Promise<CoverImage | null>;
  /**
   * What lies in folders, read and described where the files are read, with one message there and one back. Null where
   * a file among them hung or ended the process: read one by one, it is found.
   */
  readFolders(
    library: ReadLibrary,
    folders: readonly FoundItem[],
  ): Promise<readonly (readonly ReadItem[])[] | null>;
}

export interface AudioReaderOptions {
  /** Processes at most, which start when there is work for them; else as many as disk and cores are worth. */
  readonly workers?: number;
  /** A process without work ends after this time: it holds some 50 MB. */
  readonly idleMs?: number;
  /** A file that takes longer costs its process, and gets a fault. */
  readonly deadlineMs?: number;
  readonly workerUrl?: URL;
  /** Where covers are kept that are met while folders are read. */
  readonly coversDir?: string;
}

/**
 * A small heap: what one file needs, not more. No threads besides: where several of these processes read, the cores have
 * enough to do.
 */
const FORK_OPTIONS: ForkOptions = {
  serialization: 'advanced',
  execArgv: [
    '--disable-warning=ExperimentalWarning',
    '--single-threaded',
    '--max-semi-space-size=8',
    '--max-old-space-size=96',
  ],
  stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
};

/** The program is stopping; what was asked for is not known, which is no fault of any file. */
export class ReadingStopped extends Error {
  override readonly name = 'ReadingStopped';
}

export type ReadingJob =
  | { readonly kind: 'read' | 'cover'; readonly path: string }
  | { readonly kind: 'sidecar'; readonly path: string; readonly sidecar: SidecarKind }
  | { readonly kind: 'names'; readonly root: string; readonly folder: string }
  | { readonly kind: 'folders'; readonly library: ReadLibrary; readonly folders: readonly FoundItem[] };

export type ReadingResult =
  | { readonly kind: 'read'; readonly reading: AudioReading }
  | { readonly kind: 'cover'; readonly cover: CoverImage | null }
  | { readonly kind: 'sidecar'; readonly reading: SidecarReading }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | {
      readonly kind: 'folders';
      readonly folders: readonly (readonly ReadItem[])[] | null;
      /** Of its time, how much it waited for the disk: from 0 to 1. */
      readonly waitedShare: number;
    }
  /** It is not done, but a file further. */
  | { readonly kind: 'alive' };

interface Waiting {
  readonly job: ReadingJob;
  finish(result: ReadingResult): void;
  stop(): void;
}

interface Lane {
  readonly worker: ChildProcess;
  current: Waiting | null;
  timer: NodeJS.Timeout | null;
}

export function createAudioReader(options: AudioReaderOptions = {}): AudioReader {
  const { workers, idleMs = 5_000, deadlineMs = 60_000, coversDir } = options;
  const workerUrl = options.workerUrl ?? new URL('./audio-worker.ts', import.meta.url);
  const worthwhile = createLaneCount(availableParallelism());
  const lanes = new Set<Lane>();
  const queue: Waiting[] = [];
  let isClosed = false;

  function ask(job: ReadingJob): Promise<ReadingResult> {
    if (isClosed) return Promise.reject(new ReadingStopped());
    return new Promise((finish, reject) => {
      const waiting = { job, finish, stop: () => reject(new ReadingStopped()) };
      // A page waits for its covers; a scan has time.
      if (job.kind === 'cover') queue.unshift(waiting);
      else queue.push(waiting);
      const idle = [...lanes].find((lane) => lane.current === null);
      if (idle) takeNext(idle);
      else if (lanes.size < (workers ?? worthwhile.now)) takeNext(startLane());
    });
  }

  function startLane(): Lane {
    const lane: Lane = {
      worker: fork(fileURLToPath(workerUrl), coversDir === undefined ? [] : [coversDir], FORK_OPTIONS),
      current: null,
      timer: null,
    };
    lanes.add(lane);
    lane.worker.on('message', (result: ReadingResult) => {
      if (!lanes.has(lane)) return;
      if (result.kind === 'alive') return awaitResult(lane);
      const finished = lane.current;
      lane.current = null;
      takeNext(lane);
      finished?.finish(result);
    });
    lane.worker.on('error', (error) => loseLane(lane, `Reading the file failed: ${error.message}`));
    lane.worker.on('exit', () => loseLane(lane, 'Reading the file ended its process.'));
    return lane;
  }

  function takeNext(lane: Lane): void {
    if (lane.timer) clearTimeout(lane.timer);
    const next = queue.shift();
    if (!next) {
      release(lane.worker);
      lane.timer = setTimeout(() => loseLane(lane, ''), idleMs).unref();
      return;
    }
    lane.current = next;
    lane.worker.ref();
    lane.worker.channel?.ref();
    lane.worker.send(next.job);
    awaitResult(lane);
  }

  function awaitResult(lane: Lane): void {
    if (lane.timer) clearTimeout(lane.timer);
    const late = `The file could not be read within ${deadlineMs / 1000} seconds.`;
    lane.timer = setTimeout(() => loseLane(lane, late), deadlineMs);
  }

  /** Ends a process: idle, dead or stuck. Its file gets the fault, and the next one a new process. */
  function loseLane(lane: Lane, fault: string): void {
    if (!lanes.delete(lane)) return;
    if (lane.timer) clearTimeout(lane.timer);
    release(lane.worker);
    lane.worker.kill('SIGKILL');
    if (isClosed) lane.current?.stop();
    else lane.current?.finish(failed(lane.current.job, fault));
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
    async sidecar(kind, absolutePath) {
      const result = await ask({ kind: 'sidecar', path: absolutePath, sidecar: kind });
      return result.kind === 'sidecar' ? result.reading : silent('The file was not read.');
    },
    async names(root, folder) {
      const result = await ask({ kind: 'names', root, folder });
      return folderNames(result.kind === 'names' ? result.names : []);
    },
    async readFolders(library, folders) {
      const result = await ask({ kind: 'folders', library, folders });
      if (result.kind !== 'folders') return null;
      worthwhile.note(result.waitedShare);
      return result.folders;
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      const processes = [...lanes].map((lane) => lane.worker);
      for (const waiting of queue.splice(0)) waiting.stop();
      for (const lane of [...lanes]) loseLane(lane, '');
      await Promise.all(processes.map(ended));
    },
  };
}

function failed(job: ReadingJob, fault: string): ReadingResult {
  switch (job.kind) {
    case 'read':
      return { kind: 'read', reading: unreadable(fault) };
    case 'cover':
      return { kind: 'cover', cover: null };
    case 'sidecar':
      return { kind: 'sidecar', reading: silent(fault) };
    case 'names':
      return { kind: 'names', names: [] };
    case 'folders':
      return { kind: 'folders', folders: null, waitedShare: 0 };
    default:
      return assertNever(job);
  }
}

/** An idle process keeps nobody from ending. */
function release(worker: ChildProcess): void {
  worker.unref();
  worker.channel?.unref();
}

async function ended(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  // Whoever waits for its end has nothing else left to do, perhaps.
  worker.ref();
  await once(worker, 'exit');
}
