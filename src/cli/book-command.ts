import { type Command, InvalidArgumentError, Option } from 'commander';
import { plural } from '../base/quantities.ts';
import { changeBook, getBook } from '../contract/books.ts';
import { listBookChanges, listChangeSets, undoChangeSet } from '../contract/changes.ts';
import { changeRecording } from '../contract/recordings.ts';
import {
  bookChangesOf,
  EDITED_FIELDS,
  type EditOptions,
  parseSeries,
  recordingChangesOf,
} from './book-edit-options.ts';
import { CliFault } from './cli-fault.ts';
import { formatInstant, wordsOf } from './format.ts';
import { answerRows, type ListOptions, listing, parseCount, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Column } from './table.ts';
import type { BookChange, ChangeSet } from './things.ts';

const CHANGES: readonly Column<BookChange>[] = [
  { title: 'When', of: ({ change_set: set }) => formatInstant(set.at) },
  { title: 'Set', of: ({ change_set: set }) => set.id, align: 'right' },
  { title: 'Who', of: ({ change_set: set }) => whoOf(set) },
  { title: 'Field', of: ({ field }) => wordsOf(field) },
  { title: 'Before', of: ({ old_value }) => old_value ?? '(empty)', smallest: 12 },
  { title: 'After', of: ({ new_value }) => new_value ?? '(empty)', smallest: 12 },
  { title: 'Locked', of: ({ is_locked }) => (is_locked ? 'yes' : 'no'), isOptional: true },
];

const SETS: readonly Column<ChangeSet>[] = [
  { title: 'Set', of: ({ id }) => id, align: 'right' },
  { title: 'When', of: ({ at }) => formatInstant(at) },
  { title: 'Who', of: whoOf },
  { title: 'What', of: ({ sentence }) => sentence, smallest: 30 },
  { title: 'Fields', of: ({ change_count }) => change_count, align: 'right' },
  { title: 'Undone', of: ({ undone_at: at }) => (at === null ? null : formatInstant(at)), isOptional: true },
];

function whoOf({ kind, user }: Pick<ChangeSet, 'kind' | 'user'>): string {
  return kind === 'scan' ? 'a scan' : (user?.name ?? 'somebody');
}

/** Editing one book, and what was changed of it. */
export function bookCommand(program: Command, { ask, answer }: Session): void {
  const book = program.command('book').description('Edits a book, or lists what was changed of it.');

  const edit = book
    .command('edit')
    .description('Changes fields of a book and its recording; what is given is locked against scans.')
    .argument('<id>', 'number of the book', parseCount);
  withFields(edit)
    .option('--recording <id>', 'which recording is meant; else the only one', parseCount)
    .option('--json', 'prints the book as JSON')
    .action(async (id: number, { recording, ...options }: EditOptions & { recording?: number }) => {
      const [ofBook, ofRecording] = [bookChangesOf(options), recordingChangesOf(options)];
      let changed = await ask(getBook, { params: { id } });
      if (Object.keys(ofRecording).length > 0) {
        const meant = recording ?? onlyRecording(changed.recordings);
        changed = await ask(changeRecording, { params: { id: meant }, body: ofRecording });
      }
      if (Object.keys(ofBook).length > 0) changed = await ask(changeBook, { params: { id }, body: ofBook });
      answer({ document: changed, lines: () => [`Book ${id} is now "${changed.title}".`] });
    });

  listing(
    book
      .command('history')
      .description('Lists what was changed of a book and its recordings, the newest first.')
      .argument('<id>', 'number of the book', parseCount),
  )
    .option('--json', 'prints the list as JSON')
    .action(async (id: number, options: ListOptions) => {
      const rows = await readRows(options, (query) => ask(listBookChanges, { params: { id }, query }));
      answer(answerRows(rows, CHANGES, { none: 'Nothing was changed of this book.' }));
    });
}

/** What was changed at once, and putting it back. */
export function undoCommand(program: Command, { ask, answer }: Session): void {
  listing(program.command('changes').description('Lists what was changed of books, the newest first.'))
    .option('--json', 'prints the list as JSON')
    .action(async (options: ListOptions) => {
      const rows = await readRows(options, (query) => ask(listChangeSets, { query }));
      answer(answerRows(rows, SETS, { none: 'Nothing has been changed yet.' }));
    });

  program
    .command('undo')
    .description('Undoes a change set where its fields are still as it left them.')
    .argument('<set>', 'number of the change set: mamcrawler changes', parseCount)
    .option('--json', 'prints what was undone as JSON')
    .action(async (id: number) => {
      const undone = await ask(undoChangeSet, { params: { id } });
      const { undone_count: count, left_count: leftCount, left, change_set_id: set } = undone;
      answer({
        document: undone,
        lines: () => [
          `${plural(count, 'field')} put back as before. To have it again: mamcrawler undo ${set}`,
          ...(leftCount === 0 ? [] : [`${plural(leftCount, 'field')} left as now:`]),
          ...left.map(
            ({ book_title: title, field, why }) => `  ${title ?? '?'}: ${wordsOf(field)} (${wordsOf(why)})`,
          ),
        ],
      });
    });
}

function withFields(command: Command): Command {
  const field = (flags: string, what: string) =>
    new Option(flags, what).argParser((name: string, before: readonly string[] = []) => [
      ...before,
      knownField(name),
    ]);
  return command
    .option('--title <title>')
    .option('--subtitle <subtitle>')
    .option('--author <name>', 'once for each, in their order', collect)
    .option('--series <name#number>', 'once for each', parseSeries)
    .option('--published <date>', 'such as 2011-05-31')
    .option('--year <year>', 'of publication', parseCount)
    .option('--description <text>')
    .option('--narrator <name>', 'once for each, in their order', collect)
    .option('--language <code>', 'ISO 639, such as en')
    .option('--publisher <name>')
    .option('--asin <asin>')
    .option('--isbn <isbn>')
    .addOption(new Option('--abridged <yes|no>').choices(['yes', 'no']))
    .addOption(new Option('--dramatised <yes|no>').choices(['yes', 'no']))
    .addOption(field('--empty <field>', 'leaves a field empty on purpose'))
    .addOption(field('--lock <field>', 'keeps scans from changing a field'))
    .addOption(field('--unlock <field>', 'gives a field back to scans'));
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function knownField(name: string): string {
  const field = name.replaceAll('-', '_');
  if (!EDITED_FIELDS.includes(field))
    throw new InvalidArgumentError(`It is one of ${EDITED_FIELDS.join(', ')}.`);
  return field;
}

function onlyRecording(recordings: readonly { readonly id: number }[]): number {
  const [first, ...others] = recordings;
  if (first === undefined) throw new CliFault('refused', 'The book has no recording.');
  if (others.length > 0)
    throw new CliFault(
      'usage',
      `The book has ${recordings.length} recordings: say which one by --recording ${recordings.map(({ id }) => id).join(' or ')}.`,
    );
  return first.id;
}
