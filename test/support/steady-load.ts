import { messageOf } from '../../src/base/errors.ts';
import { addAuthor } from '../../src/contract/authors.ts';
import { listBooks } from '../../src/contract/books.ts';
import { call } from '../../src/contract/call.ts';
import { health } from '../../src/contract/health.ts';

/** People at work: some read, one writes, each waits for its answer before it asks again. */
export interface SteadyLoad {
  /** How many requests were answered as they should be. */
  readonly answered: number;
  /** What went wrong with the others. */
  readonly failures: readonly string[];
  /** The names that were written with success. */
  readonly written: readonly string[];
  stop(): Promise<void>;
}

export function startLoad(
  address: string,
  headers: Readonly<Record<string, string>>,
  { readers = 3, writers = 1 }: { readonly readers?: number; readonly writers?: number } = {},
): SteadyLoad {
  const options = { baseUrl: address.replace(/\/$/, ''), headers };
  const failures: string[] = [];
  const written: string[] = [];
  let answered = 0;
  let isStopping = false;

  async function repeat(what: string, ask: (round: number) => Promise<unknown>): Promise<void> {
    for (let round = 0; !isStopping; round += 1) {
      try {
        await ask(round);
        answered += 1;
      } catch (error) {
        failures.push(
          `${what}: ${messageOf(error)} ${error instanceof Error ? String(error.cause ?? '') : ''}`,
        );
      }
    }
  }

  const running = [
    ...Array.from({ length: readers }, (_, reader) =>
      repeat('read', (round) =>
        (round + reader) % 5 === 0
          ? call(health, {}, options)
          : call(listBooks, { query: { limit: 20 } }, options),
      ),
    ),
    ...Array.from({ length: writers }, (_, writer) =>
      repeat('write', async (round) => {
        const name = `Author ${writer}-${round} ${crypto.randomUUID()}`;
        await call(addAuthor, { body: { name } }, options);
        written.push(name);
      }),
    ),
  ];
  return {
    get answered() {
      return answered;
    },
    failures,
    written,
    async stop() {
      isStopping = true;
      await Promise.all(running);
    },
  };
}
