import type { Command } from 'commander';
import { listBooks } from '../contract/books.ts';
import { listDownloads } from '../contract/downloads.ts';
import { health } from '../contract/health.ts';
import { listImports } from '../contract/imports.ts';
import { listLibraryItems } from '../contract/library-items.ts';
import { listWanted, WANTED_STATES } from '../contract/wanted.ts';
import { answerStatus, type StatusDocument } from './answer-status.ts';
import type { Ask } from './ask-server.ts';
import { readLibraries } from './choose-library.ts';
import { readRows } from './read-rows.ts';
import type { Session } from './session.ts';

export function statusCommand(program: Command, session: Session): void {
  program
    .command('status')
    .summary('show what works, what there is and what needs you')
    .description('Shows the health of the server, the libraries, what is under way and what needs a person.')
    .option('--json', 'prints all of it as JSON')
    .action(async () => session.answer(answerStatus(await readStatus(session.ask))));
}

async function readStatus(ask: Ask): Promise<StatusDocument> {
  const all = { limit: 0, all: true };
  const [healthNow, libraries, counts, held, failed, wanted] = await Promise.all([
    ask(health),
    readLibraries(ask),
    countAll(ask),
    readRows(all, (page) => ask(listImports, { query: { ...page, state: 'held' } })),
    readRows(all, (page) => ask(listImports, { query: { ...page, state: 'failed' } })),
    readRows(all, (page) => ask(listWanted, { query: { ...page, state: 'needs_person' } })),
  ]);
  return {
    health: healthNow,
    libraries,
    counts,
    needs_person: { imports: [...held.items, ...failed.items], wanted: wanted.items },
  };
}

async function countAll(ask: Ask): Promise<StatusDocument['counts']> {
  const count = { limit: 1, count: 'true' } as const;
  const [books, owned, items, faulty, downloads, wanted] = await Promise.all([
    ask(listBooks, { query: count }),
    ask(listBooks, { query: { ...count, owned: 'true' } }),
    ask(listLibraryItems, { query: count }),
    ask(listLibraryItems, { query: { ...count, faults: 'true' } }),
    ask(listDownloads, { query: { ...count, active: 'true' } }),
    Promise.all(
      WANTED_STATES.map(
        async (state) => [state, (await ask(listWanted, { query: { ...count, state } })).total ?? 0] as const,
      ),
    ),
  ]);
  return {
    books: books.total ?? 0,
    books_owned: owned.total ?? 0,
    library_items: items.total ?? 0,
    library_items_with_faults: faulty.total ?? 0,
    downloads_active: downloads.total ?? 0,
    wanted: Object.fromEntries(wanted),
  };
}
