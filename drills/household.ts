import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CallInput, type CallOptions, call } from '../src/contract/call.ts';
import type { AnyEndpoint, ReplyOf } from '../src/contract/endpoint.ts';
import { healthReady } from '../src/contract/health.ts';
import { addLibrary, scanLibrary } from '../src/contract/libraries.ts';
import { getTask } from '../src/contract/tasks.ts';
import { getWanted, wantBook } from '../src/contract/wanted.ts';
import { generateLibrary } from '../test/support/audio-files/generate-library.ts';
import {
  type MadeUpDownloads,
  type OfferedBook,
  startMadeUpDownloads,
} from '../test/support/made-up-downloads.ts';
import { asAdministrator, type RunningProgram } from '../test/support/program.ts';
import { makeScratchFolder } from '../test/support/scratch-folder.ts';
import { until } from '../test/support/until.ts';

type Wanted = ReplyOf<typeof getWanted>;
type Task = ReplyOf<typeof getTask>;

/** What the drills do harm to: a program with a library, an indexer and a download client with made-up books. */
export interface Household extends AsyncDisposable {
  readonly folder: string;
  readonly libraryDir: string;
  /** 0 before it is furnished. */
  readonly libraryId: number;
  readonly downloads: MadeUpDownloads;
  /** Of a program, or of the last one that was entered. */
  ask<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>): Promise<ReplyOf<E>>;
  /** From now on this one is asked. */
  turnTo(program: Pick<RunningProgram, 'address'>): void;
  /** Tells the program of the library, the indexer and the client. */
  furnish(): Promise<void>;
  want(book: OfferedBook | undefined): Promise<Wanted>;
  untilWanted(id: number, state: Wanted['state'], deadlineMs?: number): Promise<Wanted>;
  /** The task of the scan of a new library with so many books. */
  scan(books: number): Promise<number>;
  untilRunning(task: number): Promise<void>;
  untilReady(deadlineMs?: number): Promise<void>;
  untilOver(task: number, deadlineMs?: number): Promise<Task>;
}

/** What a drill may ask for, and nothing that it does not need. */
export const QUIET = {
  RATE_LIMIT_ADMIN: '1000000',
  DRAIN_SECONDS: '0',
  BACKUP_SCHEDULE: 'off',
  BACKUP_VERIFY_SCHEDULE: 'off',
} as const;

const PATIENCE_MS = 120_000;
/** The books of a database that `fillDatabase` fills have lower numbers. */
const FIRST = 100_000;

export async function startHousehold({ books }: { readonly books: number }): Promise<Household> {
  await using ending = new AsyncDisposableStack();
  const { path: folder } = ending.use(makeScratchFolder());
  const libraryDir = join(folder, 'library');
  await mkdir(libraryDir);
  const downloads = ending.use(
    await startMadeUpDownloads({ folder: join(folder, 'downloads'), count: books, first: FIRST }),
  );
  let options: CallOptions = { baseUrl: '' };
  let scanned = FIRST + books;
  let libraryId = 0;
  const ask: Household['ask'] = (endpoint, input) => call(endpoint, input, options);
  const taskOf = (id: number) => ask(getTask, { params: { id } });
  const wantedOf = (id: number) => ask(getWanted, { params: { id } });
  const atTheEnd = ending.move();

  return {
    folder,
    libraryDir,
    get libraryId() {
      return libraryId;
    },
    downloads,
    ask,
    turnTo(program) {
      options = asAdministrator(program);
    },
    async furnish() {
      ({ id: libraryId } = await ask(addLibrary, { body: { name: 'Books', path: libraryDir } }));
      await downloads.enter(options);
    },
    want(book) {
      if (book === undefined) throw new Error('There are not so many books.');
      const { title, authors } = book;
      return ask(wantBook, { body: { title, authors: [...authors], library_id: libraryId } });
    },
    async untilWanted(id, state, deadlineMs = PATIENCE_MS) {
      const isThere = async () => (await wantedOf(id)).state === state;
      await until(`want ${id} is ${state}`, ignoring(isThere), deadlineMs).catch(async (error: unknown) => {
        const { state: is, reason } = await wantedOf(id);
        throw new Error(`It is ${is}: ${reason}`, { cause: error });
      });
      return wantedOf(id);
    },
    async scan(count) {
      const path = join(folder, `scanned-${scanned}`);
      await generateLibrary(path, count, scanned);
      scanned += count;
      const { id } = await ask(addLibrary, { body: { name: `Scanned ${scanned}`, path } });
      return (await ask(scanLibrary, { params: { id } })).task_id;
    },
    async untilRunning(task) {
      await until('the task has begun', async () => (await taskOf(task)).state === 'running');
    },
    untilReady(deadlineMs) {
      const isReady = () => ask(healthReady, {}).then(() => true);
      return until('it is ready', ignoring(isReady), deadlineMs);
    },
    async untilOver(task, deadlineMs = PATIENCE_MS) {
      await until(
        'the task is over',
        ignoring(async () => (await taskOf(task)).finished_at !== null),
        deadlineMs,
      );
      return taskOf(task);
    },
    [Symbol.asyncDispose]: () => atTheEnd.disposeAsync(),
  };
}

/** While the program is away there is no answer, which is no no. */
function ignoring(look: () => Promise<boolean>): () => Promise<boolean> {
  return () => look().catch(() => false);
}
