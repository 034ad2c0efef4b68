import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { askSteadily } from './ask-steadily.ts';
import type { Figure } from './figure.ts';
import { fillDatabase } from './fill-database.ts';

const BOOKS = 1000;
const PATH = '/api/books?limit=50';
const CONNECTIONS = 4;
const SECONDS = 4;
const ROUNDS = 7;

const Started = z.object({ bare: z.string(), program: z.string(), apiKey: z.string(), cookie: z.string() });

/**
 * What a request costs beyond its query: a list of 50 books from the program against a Fastify route that does nothing
 * but the same query and the same writing of the reply. Both in one process, asked in turns; the median of the rounds.
 */
export async function measureRequestCost(dir: string): Promise<readonly Figure[]> {
  const dataDir = join(dir, 'data');
  await fillDatabase(dataDir, BOOKS);
  const child = fork(join(import.meta.dirname, 'cost-server.ts'), [dataDir], {
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const { bare, program, apiKey, cookie } = Started.parse(await started(child));
    const callers = { 'API key': { 'x-api-key': apiKey }, session: { cookie } };
    // The first answers are slow everywhere: code that is not compiled yet, connections that are not open.
    await answersASecond(bare, {});
    await answersASecond(program, callers['API key']);
    const figures: Figure[] = [];
    for (const [name, headers] of Object.entries(callers)) {
      const ratios: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const [without, withAll] = [await answersASecond(bare, {}), await answersASecond(program, headers)];
        ratios.push(without / withAll);
      }
      figures.push({
        name: `list of 50 books by ${name}, against a bare route with the same query`,
        value: median(ratios),
        unit: '× the time',
        atMost: 1.15,
      });
    }
    return figures;
  } finally {
    child.stdin?.end();
    await once(child, 'exit');
  }
}

async function answersASecond(baseUrl: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { perSecond, faults } = await askSteadily({
    baseUrl,
    paths: [PATH],
    headers: { ...headers },
    connections: CONNECTIONS,
    seconds: SECONDS,
  });
  if (faults.length > 0) throw new Error(`${baseUrl}: ${faults.join(', ')}`);
  return perSecond;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Its first message; throws where it ends before. */
async function started(child: ChildProcess): Promise<unknown> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The server ended before it was there.'))),
  ]);
  return message;
}
