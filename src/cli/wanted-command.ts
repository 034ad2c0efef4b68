import { type Command, Option } from 'commander';
import { languageName } from '../base/language.ts';
import { getWanted, listWanted, stopWanting, WANTED_STATES } from '../contract/wanted.ts';
import { formatInstant, wordsOf } from './format.ts';
import { answerRows, type ListOptions, listing, parseCount, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Column } from './table.ts';
import type { WantedBook } from './things.ts';

const COLUMNS: readonly Column<WantedBook>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Title', of: ({ book }) => book.title, smallest: 20 },
  { title: 'Author', of: ({ book }) => book.authors.map(({ name }) => name).join(', '), smallest: 12 },
  { title: 'Narrator', of: ({ narrators }) => narrators.join(', '), smallest: 12, isOptional: true },
  {
    title: 'Language',
    of: ({ language }) => (language === null ? null : languageName(language)),
    isOptional: true,
  },
  { title: 'ASIN', of: ({ asin }) => asin, isOptional: true },
  { title: 'State', of: ({ state }) => wordsOf(state) },
  {
    title: 'Next search',
    of: ({ state, next_search_at: at }) => (state === 'wanted' && at !== null ? formatInstant(at) : null),
    isOptional: true,
  },
];

export function wantedCommand(program: Command, session: Session): void {
  const { ask } = session;
  const wanted = program
    .command('wanted')
    .summary('list the wanted books, or stop wanting one')
    .description('Lists the wanted books, newest first, with the reason of each state.');
  listing(wanted)
    .addOption(new Option('--state <state>', 'only those in this state').choices(WANTED_STATES))
    .option('--json', 'prints the list as JSON')
    .action(async ({ state, ...options }: ListOptions & { state?: WantedBook['state'] }) => {
      const rows = await readRows(options, (page) => ask(listWanted, { query: { ...page, state } }));
      session.answer(
        answerRows(rows, COLUMNS, {
          none: 'No book is wanted. Want one: mamcrawler want TITLE --author NAME',
          notes: ({ reason }) => (reason === null ? [] : [reason]),
        }),
      );
    });

  wanted
    .command('remove')
    .description('Stops wanting a book.')
    .argument('<id>', 'number of the wanted book', parseCount)
    .option('--remove-download', 'also removes an unfinished download from its client')
    .option('--json', 'prints what was wanted as JSON')
    .action(async (id: number, { removeDownload }: { removeDownload?: boolean }) => {
      const removed = await ask(getWanted, { params: { id } });
      const query = { remove_download: removeDownload === true ? ('true' as const) : ('false' as const) };
      await ask(stopWanting, { params: { id }, query });
      session.answer({
        document: removed,
        lines: () => [`"${removed.book.title}" is wanted no longer.`],
      });
    });
}
