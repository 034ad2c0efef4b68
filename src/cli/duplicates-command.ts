import { type Command, Option } from 'commander';
import { formatBytes, formatDuration } from '../base/quantities.ts';
import {
  DUPLICATE_KINDS,
  findDuplicates,
  keepDuplicate,
  listDuplicates,
  unkeepDuplicate,
} from '../contract/duplicates.ts';
import { CliFault } from './cli-fault.ts';
import { wordsOf } from './format.ts';
import { answerRows, type ListOptions, listing, parseCount, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Column } from './table.ts';
import type { DuplicateGroup } from './things.ts';
import { waitForTask } from './wait-for-task.ts';

interface DuplicatesOptions extends ListOptions {
  readonly kind?: DuplicateGroup['kind'];
  readonly kept?: boolean;
  readonly find?: boolean;
}

const COLUMNS: readonly Column<DuplicateGroup>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Kind', of: ({ kind }) => wordsOf(kind) },
  { title: 'Title', of: ({ members }) => members[0]?.book?.title ?? members[0]?.path ?? null, smallest: 20 },
  { title: 'Items', of: ({ members }) => members.length, align: 'right' },
  { title: 'Do', of: ({ recommendation }) => wordsOf(recommendation.action) },
];

export function duplicatesCommand(program: Command, session: Session): void {
  const { ask, progress } = session;
  const duplicates = program
    .command('duplicates')
    .summary('list what repeats itself, or keep it all')
    .description(
      'Lists items that repeat one another, with what tells them apart and what may go. Nothing is removed by the program.',
    );
  listing(duplicates)
    .addOption(new Option('--kind <kind>', 'only groups of this kind').choices(DUPLICATE_KINDS))
    .option('--kept', 'those that somebody keeps')
    .option('--find', 'looks for them first')
    .option('--json', 'prints the list as JSON')
    .action(async ({ kind, kept, find, ...options }: DuplicatesOptions) => {
      if (find === true) {
        const { task_id: id } = await ask(findDuplicates, {});
        const task = await waitForTask(ask, id, progress('Looking for duplicates'));
        if (task.state === 'failed') throw new CliFault('refused', task.error ?? 'The search failed.');
      }
      const rows = await readRows(options, (page) =>
        ask(listDuplicates, { query: { ...page, kind, kept: kept === true ? 'true' : undefined } }),
      );
      session.answer(answerRows(rows, COLUMNS, { none: 'Nothing repeats itself.', notes: notesOf }));
    });

  duplicates
    .command('keep')
    .description('Wants all items of a group: it is listed no more.')
    .argument('<id>', 'number of the group', parseCount)
    .option('--undo', 'lists it again')
    .option('--json', 'prints the group as JSON')
    .action(async (id: number, { undo }: { readonly undo?: boolean }) => {
      const group = await ask(undo === true ? unkeepDuplicate : keepDuplicate, { params: { id } });
      const words = undo === true ? 'is listed again' : 'is kept whole, and listed no more';
      session.answer({ document: group, lines: () => [`Group ${id} ${words}.`] });
    });
}

function notesOf({ members, recommendation }: DuplicateGroup): readonly string[] {
  const areOfOne = new Set(members.map(({ library_id }) => library_id)).size < 2;
  const lines = members.map(
    ({ item_id, library_id, path, size_bytes, duration_seconds, codecs, bitrate_kbps }) =>
      [
        `item ${item_id}${areOfOne ? '' : ` of library ${library_id}`}: ${path}`,
        duration_seconds === null ? null : formatDuration(duration_seconds),
        codecs.join('+').toUpperCase() || null,
        bitrate_kbps === null ? null : `${bitrate_kbps} kbit/s`,
        formatBytes(size_bytes),
      ]
        .filter((part) => part !== null)
        .join(', '),
  );
  return [...lines, recommendation.reason];
}
