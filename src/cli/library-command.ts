import { type Command, Option } from 'commander';
import { formatBytes, formatDuration } from '../base/quantities.ts';
import { listBooks } from '../contract/books.ts';
import { listLibraryItems } from '../contract/library-items.ts';
import { chooseLibrary } from './choose-library.ts';
import { answerRows, type ListOptions, listing, readRows } from './read-rows.ts';
import type { Answer, Session } from './session.ts';
import type { Column } from './table.ts';
import type { Book, LibraryItem } from './things.ts';

interface LibraryOptions extends ListOptions {
  readonly search?: string;
  readonly library?: string;
  readonly items?: boolean;
  readonly faults?: boolean;
}

const BOOK_COLUMNS: readonly Column<Book>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Title', of: ({ title }) => title, smallest: 20 },
  { title: 'Author', of: ({ authors }) => authors.map(({ name }) => name).join(', '), smallest: 12 },
  { title: 'Series', of: ({ series }) => series.map(seriesWords).join(', '), smallest: 12, isOptional: true },
  { title: 'Narrator', of: ({ narrators }) => narrators.join(', '), smallest: 12, isOptional: true },
  { title: 'Year', of: ({ published_year: year }) => year, align: 'right', isOptional: true },
  { title: 'Length', of: ({ duration_seconds: seconds }) => lengthWords(seconds), align: 'right' },
];

const ITEM_COLUMNS: readonly Column<LibraryItem>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Path', of: ({ path }) => path, smallest: 24 },
  { title: 'Book', of: ({ book }) => book?.title ?? null, smallest: 12, isOptional: true },
  { title: 'Files', of: ({ file_count: count }) => count, align: 'right' },
  { title: 'Size', of: ({ size_bytes: size }) => formatBytes(size), align: 'right' },
  { title: 'Length', of: ({ duration_seconds: seconds }) => lengthWords(seconds), align: 'right' },
];

export function libraryCommand(program: Command, session: Session): void {
  const library = program
    .command('library')
    .summary('list what is in the libraries')
    .description('Lists the books in the libraries, by title; or their items, by path.');
  listing(library)
    .option('--search <text>', 'books with these words in title, author, narrator or series')
    .option('--library <library>', 'only of this library: its number, name or folder')
    .addOption(
      new Option('--items', 'the items (folders and single files) instead of the books').conflicts('search'),
    )
    .addOption(new Option('--faults', 'only items in which something is wrong, and what').conflicts('search'))
    .option('--json', 'prints the list as JSON')
    .action(async (options: LibraryOptions) => {
      const { library: named, items, faults } = options;
      const library_id = named === undefined ? undefined : (await chooseLibrary(session.ask, named)).id;
      const ofItems = items === true || faults === true;
      session.answer(await (ofItems ? answerItems : answerBooks)(session, options, library_id));
    });
}

async function answerBooks(
  { ask }: Session,
  { search, ...options }: LibraryOptions,
  library_id: number | undefined,
): Promise<Answer> {
  const query = { owned: 'true', search, library_id } as const;
  const rows = await readRows(options, (page) => ask(listBooks, { query: { ...query, ...page } }));
  const none =
    search === undefined
      ? 'No book is in a library yet. Scan a folder: mamcrawler scan --add /path/to/audiobooks'
      : `No book in a library has the words "${search}".`;
  return answerRows(rows, BOOK_COLUMNS, { none });
}

async function answerItems(
  { ask }: Session,
  options: LibraryOptions,
  library_id: number | undefined,
): Promise<Answer> {
  const faults = options.faults === true ? ('true' as const) : undefined;
  const rows = await readRows(options, (page) =>
    ask(listLibraryItems, { query: { ...page, library_id, faults } }),
  );
  return answerRows(rows, ITEM_COLUMNS, {
    none: faults === undefined ? 'There is no item in a library yet.' : 'Nothing is wrong with any item.',
    notes: (item) => [
      ...new Set([
        ...item.faults.map(({ path, fault }) => `${withinItem(path, item.path)}${fault}`),
        ...findingsOf(item).map(
          ({ path, sentence }) => `${withinItem(path ?? item.path, item.path)}${sentence}`,
        ),
      ]),
    ],
  });
}

/** What a look into the audio found, of the files as they are now. */
function findingsOf({ check }: LibraryItem) {
  return check === null || check.is_outdated ? [] : check.findings;
}

/** The name of a faulty file below its item; nothing where the item is the file. */
function withinItem(path: string, itemPath: string): string {
  if (path === itemPath) return '';
  return `${path.startsWith(`${itemPath}/`) ? path.slice(itemPath.length + 1) : path}: `;
}

function seriesWords({ name, position }: Book['series'][number]): string {
  return position === null ? name : `${name} ${position}`;
}

function lengthWords(seconds: number | null): string | null {
  return seconds === null ? null : formatDuration(seconds);
}
