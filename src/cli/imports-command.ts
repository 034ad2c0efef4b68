import { Argument, type Command, Option } from 'commander';
import { IMPORT_ACTIONS, IMPORT_STATES, listImports, resolveImport } from '../contract/imports.ts';
import { formatInstant, wordsOf } from './format.ts';
import { answerRows, type ListOptions, listing, parseCount, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Column } from './table.ts';
import type { Import } from './things.ts';

const COLUMNS: readonly Column<Import>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Title', of: ({ title }) => title, smallest: 20 },
  { title: 'State', of: ({ state }) => wordsOf(state) },
  { title: 'Transfer', of: ({ transfer }) => transfer, isOptional: true },
  { title: 'When', of: ({ finished_at, created_at }) => formatInstant(finished_at ?? created_at) },
];

export function importsCommand(program: Command, session: Session): void {
  const { ask } = session;
  const imports = program
    .command('imports')
    .summary('list the imports, or decide one that waits for a person')
    .description('Lists the imports, newest first, with what was found.');
  listing(imports)
    .addOption(new Option('--state <state>', 'only those in this state').choices(IMPORT_STATES))
    .option('--json', 'prints the list as JSON')
    .action(async ({ state, ...options }: ListOptions & { state?: Import['state'] }) => {
      const rows = await readRows(options, (page) => ask(listImports, { query: { ...page, state } }));
      session.answer(answerRows(rows, COLUMNS, { none: 'There is no import.', notes: notesOf }));
    });

  imports
    .command('resolve')
    .description('Decides an import that waits: import it all the same, reject it, or try again.')
    .argument('<id>', 'number of the import', parseCount)
    .addArgument(new Argument('<action>', 'what to do').choices(IMPORT_ACTIONS))
    .option('--json', 'prints the import as JSON')
    .action(async (id: number, action: Import['actions'][number]) => {
      const entry = await ask(resolveImport, { params: { id }, body: { action } });
      session.answer({
        document: entry,
        lines: () => [`Import ${entry.id} "${entry.title}": ${wordsOf(entry.state)}.`],
      });
    });
}

function notesOf(entry: Import): readonly string[] {
  const { id, reasons, source_path: from, target_path: to, transfer_reason: why, actions } = entry;
  return [
    ...reasons,
    ...(from === null ? [] : [`from ${from}`]),
    ...(to === null ? [] : [`to ${to}`]),
    ...(why === null ? [] : [`copied: ${why}`]),
    ...(actions.length === 0 ? [] : [`mamcrawler imports resolve ${id} ${actions.join('|')}`]),
  ];
}
