import type { Command } from 'commander';
import { takeRelease } from '../contract/downloads.ts';
import { getSearch } from '../contract/searches.ts';
import { getWanted, searchWanted } from '../contract/wanted.ts';
import { answerSearch } from './answer-search.ts';
import type { Ask } from './ask-server.ts';
import { CliFault } from './cli-fault.ts';
import { type ListOptions, listing, parseCount, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Download, Release, SearchDetail } from './things.ts';
import { waitForTask } from './wait-for-task.ts';

interface SearchOptions extends ListOptions {
  readonly last?: boolean;
  readonly take?: number;
}

export function searchCommand(program: Command, session: Session): void {
  const { ask } = session;
  const command = program
    .command('search')
    .summary('search for a wanted book now, and see every release with its verdict')
    .description(
      'Searches the indexers for a wanted book now and prints every release with its verdict and the reasons. The best one that fits is taken.',
    )
    .argument('<wanted>', 'number of the wanted book', parseCount);
  listing(command)
    .option('--last', 'shows its last search instead of making a new one')
    .option('--take <release>', 'takes a release of the last search, whatever its verdict', parseCount)
    .option('--json', 'prints the search (with --take: the download) as JSON')
    .action(async (wantedId: number, { take, last, ...options }: SearchOptions) => {
      if (take !== undefined) {
        const searchId = await lastSearch(ask, wantedId);
        const body = { search_id: searchId, release_id: take };
        session.answer(answerTaken(await ask(takeRelease, { body })));
        return;
      }
      const searchId = last === true ? await lastSearch(ask, wantedId) : await searchNow(session, wantedId);
      session.answer(answerSearch(await readSearch(ask, searchId, options)));
    });
}

async function searchNow({ ask, progress }: Session, wantedId: number): Promise<number> {
  const { task_id: taskId } = await ask(searchWanted, { params: { id: wantedId } });
  const task = await waitForTask(ask, taskId, progress('Searching'));
  if (task.state === 'failed')
    throw new CliFault('refused', `The search failed. ${task.error ?? ''}`.trimEnd());
  const searchId = task.result?.['search_id'];
  if (typeof searchId === 'number') return searchId;
  throw new CliFault('refused', String(task.result?.['outcome'] ?? 'There was nothing to search for.'));
}

async function lastSearch(ask: Ask, wantedId: number): Promise<number> {
  const { search_id: id } = await ask(getWanted, { params: { id: wantedId } });
  if (id !== null) return id;
  throw new CliFault('refused', `The wanted book ${wantedId} has not been searched yet.`);
}

/** A search with as many of its releases as were asked for. */
async function readSearch(ask: Ask, id: number, options: ListOptions): Promise<SearchDetail> {
  let search: SearchDetail | null = null;
  const rows = await readRows<Release>(options, async ({ limit, cursor }) => {
    const page = await ask(getSearch, { params: { id }, query: { limit, cursor } });
    search ??= page;
    return { items: page.releases, next_cursor: page.next_cursor };
  });
  const first: SearchDetail = search ?? (await ask(getSearch, { params: { id } }));
  return { ...first, releases: [...rows.items], next_cursor: rows.next_cursor };
}

function answerTaken(download: Download) {
  return {
    document: download,
    lines: () => [`"${download.title}" was taken. How far it is: mamcrawler queue`],
  };
}
