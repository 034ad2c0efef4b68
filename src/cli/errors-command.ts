import type { Command } from 'commander';
import { forgetError, listErrors } from '../contract/operations.ts';
import { formatInstant } from './format.ts';
import { answerRows, type ListOptions, listing, parseCount, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Column } from './table.ts';
import type { ErrorGroup } from './things.ts';

const COLUMNS: readonly Column<ErrorGroup>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Last', of: ({ last_at: at }) => formatInstant(at) },
  { title: 'Times', of: ({ occurrences }) => occurrences, align: 'right' },
  { title: 'Where', of: ({ place }) => place, smallest: 16 },
  { title: 'Error', of: ({ name }) => name, smallest: 10 },
  { title: 'Request', of: ({ last_request_id: id }) => id, isOptional: true },
];

export function errorsCommand(program: Command, session: Session): void {
  const { ask } = session;
  const errors = program
    .command('errors')
    .summary('list unexpected errors of the program')
    .description('Lists unexpected errors, those of one place and kind together, latest first.');
  listing(errors)
    .option('--json', 'prints the list, with the stacks, as JSON')
    .action(async (options: ListOptions) => {
      const rows = await readRows(options, (query) => ask(listErrors, { query }));
      session.answer(
        answerRows(rows, COLUMNS, {
          none: 'The program met nothing that it did not expect.',
          notes: ({ message }) => [message],
        }),
      );
    });

  errors
    .command('forget')
    .description('Takes an error off the list; it comes back when it happens again.')
    .argument('<id>', 'number of the error', parseCount)
    .option('--json', 'prints which one as JSON')
    .action(async (id: number) => {
      await ask(forgetError, { params: { id } });
      session.answer({ document: { id, forgotten: true }, lines: () => [`Error ${id} is off the list.`] });
    });
}
