import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, type CallInput, type CallOptions, call } from '../../src/contract/call.ts';
import type { AnyEndpoint, ReplyOf } from '../../src/contract/endpoint.ts';
import { addLibrary, scanLibrary } from '../../src/contract/libraries.ts';
import { getTask } from '../../src/contract/tasks.ts';
import { listWanted, wantBook } from '../../src/contract/wanted.ts';
import type { MadeUpDownloads, OfferedBook } from '../../test/support/made-up-downloads.ts';

/** What goes on while people look: a library is scanned again and again, books are wanted and imported. */
export interface WorkBeside {
  readonly scans: number;
  readonly wanted: number;
  /** What it should not have met. */
  readonly errors: readonly string[];
  /** Ends it; answers when no want is under way any more, and after how long. */
  stop(): Promise<{ readonly owned: number; readonly seconds: number }>;
}

const LOOK_MS = 250;
const PATIENCE_MS = 60_000;

export async function startWorkBeside({
  options,
  downloads,
  scanned,
  target,
  wantEveryMs,
}: {
  readonly options: CallOptions;
  readonly downloads: Pick<MadeUpDownloads, 'books'>;
  /** A folder with books. */
  readonly scanned: string;
  /** The library that is imported into. */
  readonly target: number;
  readonly wantEveryMs: number;
}): Promise<WorkBeside> {
  const beside = { scans: 0, wanted: 0 };
  const errors: string[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  const { id } = await call(
    addLibrary,
    { body: { name: `Scanned ${crypto.randomUUID()}`, path: scanned } },
    options,
  );

  /** As a page does, it comes again where the server says that it has too much to do. */
  async function patiently<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>): Promise<ReplyOf<E>> {
    for (;;) {
      try {
        return await call(endpoint, input, options);
      } catch (error) {
        if (!(error instanceof ApiError) || error.reply.status_code !== 503 || signal.aborted) throw error;
        await delay(LOOK_MS);
      }
    }
  }

  async function scan(): Promise<void> {
    while (!signal.aborted) {
      const { task_id } = await patiently(scanLibrary, { params: { id } });
      for (;;) {
        const { state, error } = await patiently(getTask, { params: { id: task_id } });
        if (state === 'failed') throw new Error(`The scan failed: ${error}`);
        if (state === 'succeeded') break;
        await delay(LOOK_MS);
      }
      beside.scans += 1;
    }
  }

  async function want(): Promise<void> {
    for (const { title, authors } of downloads.books) {
      if (signal.aborted) return;
      await patiently(wantBook, { body: { title, authors: [...authors], library_id: target } });
      beside.wanted += 1;
      await delay(wantEveryMs, undefined, { signal }).catch(() => {});
    }
  }

  const working = [scan(), want()].map((work) =>
    work.catch((error: unknown) => void errors.push(String(error))),
  );
  return {
    get scans() {
      return beside.scans;
    },
    get wanted() {
      return beside.wanted;
    },
    errors,
    async stop() {
      const begun = performance.now();
      stopping.abort();
      await Promise.all(working);
      const wanted = downloads.books.slice(0, beside.wanted);
      const owned = await ownedOf(options, wanted, begun + PATIENCE_MS);
      return { owned, seconds: (performance.now() - begun) / 1000 };
    },
  };
}

/** How many of them are owned when all of them are, or at the deadline. */
async function ownedOf(
  options: CallOptions,
  books: readonly OfferedBook[],
  deadline: number,
): Promise<number> {
  for (;;) {
    const titles = await titlesOwned(options);
    const owned = books.filter(({ title }) => titles.has(title)).length;
    if (owned === books.length || performance.now() > deadline) return owned;
    await delay(LOOK_MS);
  }
}

async function titlesOwned(options: CallOptions): Promise<ReadonlySet<string>> {
  const titles = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 200, state: 'owned' as const, ...(cursor === undefined ? {} : { cursor }) };
    const page = await call(listWanted, { query }, options);
    for (const { book } of page.items) titles.add(book.title);
    if (page.next_cursor === null) return titles;
    cursor = page.next_cursor;
  }
}
