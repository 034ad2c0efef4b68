import { cp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fillDatabase } from '../bench/fill-database.ts';
import { listBooks } from '../src/contract/books.ts';
import { call } from '../src/contract/call.ts';
import { asAdministrator, PROGRAM_KEY, runProgram, startProgram } from '../test/support/program.ts';
import { makeScratchFolder } from '../test/support/scratch-folder.ts';
import { type Drill, expectTrue, timed } from './drill.ts';
import { QUIET } from './household.ts';

/** All that is left of an installation is its last backup: restored on an empty machine, and started. */
export const machineLost: Drill = async ({ isShort }) => {
  const books = isShort ? 500 : 10_000;
  using scratch = makeScratchFolder();
  const dataDir = join(scratch.path, 'data');
  const environment = { ...QUIET, API_KEY: PROGRAM_KEY, LOG_DIR: '' };
  await fillDatabase(dataDir, books);
  const made = await command(['backup', 'create', '--with-secrets', '--json']);
  const kept = join(scratch.path, basename(made.path));
  await cp(made.path, kept);
  await rm(dataDir, { recursive: true });

  let restored = 0;
  const seconds = await timed(async () => {
    restored = await timed(() => command(['backup', 'restore', kept, '--json']));
    await using program = await startProgram({ dataDir, environment });
    const { items } = await call(listBooks, { query: { limit: 1 } }, asAdministrator(program));
    expectTrue('the books are there', items.length === 1);
  });
  return [
    {
      drill: 'Machine lost',
      happened: `${books.toLocaleString('en')} books: restored in ${restored.toFixed(1)} s, started, its books listed and stopped in ${(seconds - restored).toFixed(1)} s`,
      seconds,
    },
  ];

  async function command(args: readonly string[]): Promise<{ readonly path: string }> {
    const { status, out, err } = await runProgram(args, { ...environment, MAMCRAWLER_DATA: dataDir });
    expectTrue(`${args.join(' ')} succeeded: ${err}`, status === 0);
    return JSON.parse(out);
  }
};
