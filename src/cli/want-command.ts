import { type Command, InvalidArgumentError } from 'commander';
import { languageCode } from '../base/language.ts';
import { wantBook } from '../contract/wanted.ts';
import { chooseLibrary } from './choose-library.ts';
import { CliFault } from './cli-fault.ts';
import { parseCount } from './read-rows.ts';
import type { Answer, Session } from './session.ts';
import type { WantedBook } from './things.ts';
import { waitForWanted } from './wait-for-wanted.ts';
import { sentenceOfWanted } from './wanted-words.ts';

interface WantOptions {
  readonly author: readonly string[];
  readonly narrator: readonly string[];
  readonly language?: string;
  readonly asin?: string;
  readonly library?: string;
  readonly book?: number;
  readonly wait?: boolean;
}

export function wantCommand(program: Command, session: Session): void {
  program
    .command('want')
    .summary('want a book; it is searched at once')
    .description('Wants a book, which is searched at once, downloaded and imported.')
    .argument('[title]')
    .option('--author <name>', 'who wrote it; may be given again', collect, [])
    .option('--narrator <name>', 'who must read it; may be given again', collect, [])
    .option('--language <language>', 'in which it must be: en, German …', parseLanguage)
    .option('--asin <asin>', "Audible's number of the recording")
    .option('--library <library>', 'where to import it: number, name or folder of a library')
    .option('--book <id>', 'a book that is known already, instead of title and author', parseCount)
    .option('--wait', 'waits until it is in the library, or cannot get there by itself')
    .option('--json', 'prints the wanted book as JSON')
    .action(async (title: string | undefined, options: WantOptions) => {
      const wanted = await want(session, title, options);
      const settled = options.wait === true ? await waitForWanted(session, wanted) : null;
      session.answer(answerWant(settled ?? wanted, settled !== null));
    });
}

async function want(
  { ask }: Session,
  title: string | undefined,
  { author, narrator, language, asin, library, book }: WantOptions,
): Promise<WantedBook> {
  if (book === undefined && (title === undefined || author.length === 0)) {
    throw new CliFault(
      'usage',
      'Name the book by title and author: mamcrawler want "A Christmas Carol" --author "Charles Dickens"',
    );
  }
  const libraryId = library === undefined ? null : (await chooseLibrary(ask, library)).id;
  return ask(wantBook, {
    body: {
      ...(book === undefined ? { title, authors: [...author] } : { book_id: book }),
      narrators: [...narrator],
      ...(language === undefined ? {} : { language }),
      ...(asin === undefined ? {} : { asin }),
      ...(libraryId === null ? {} : { library_id: libraryId }),
    },
  });
}

function answerWant(wanted: WantedBook, isSettled: boolean): Answer {
  return {
    document: wanted,
    lines: () => [
      sentenceOfWanted(wanted),
      ...(isSettled ? [] : [`What comes of it: mamcrawler wanted, or mamcrawler search ${wanted.id} --last`]),
    ],
    hasFailed: isSettled && wanted.state !== 'owned',
  };
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function parseLanguage(text: string): string {
  const code = languageCode(text);
  if (code === null) throw new InvalidArgumentError('It must be a language such as en or German.');
  return code;
}
