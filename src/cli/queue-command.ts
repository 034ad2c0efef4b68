import type { Command } from 'commander';
import { formatBytes, formatDuration } from '../base/quantities.ts';
import { listDownloads } from '../contract/downloads.ts';
import { wordsOf } from './format.ts';
import { answerRows, type ListOptions, listing, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Column } from './table.ts';
import type { Download } from './things.ts';

const COLUMNS: readonly Column<Download>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Title', of: ({ title }) => title, smallest: 20 },
  { title: 'State', of: ({ state }) => wordsOf(state) },
  { title: 'Done', of: ({ progress }) => `${Math.floor(progress * 100)} %`, align: 'right' },
  {
    title: 'Size',
    of: ({ size_bytes: size }) => (size === null ? null : formatBytes(size)),
    align: 'right',
  },
  {
    title: 'Speed',
    of: ({ speed_bytes_per_second: speed }) => (speed ? `${formatBytes(speed)}/s` : null),
    align: 'right',
  },
  {
    title: 'Left',
    of: ({ eta_seconds: eta }) => (eta === null ? null : formatDuration(eta)),
    align: 'right',
  },
  { title: 'Client', of: ({ client_name: name }) => name, smallest: 8, isOptional: true },
];

export function queueCommand(program: Command, session: Session): void {
  const queue = program
    .command('queue')
    .summary('list the downloads under way')
    .description('Lists the downloads under way, newest first.');
  listing(queue)
    .option('--ended', 'also those that have ended')
    .option('--json', 'prints the list as JSON')
    .action(async ({ ended, ...options }: ListOptions & { ended?: boolean }) => {
      const active = ended === true ? {} : { active: 'true' as const };
      const rows = await readRows(options, (page) =>
        session.ask(listDownloads, { query: { ...page, ...active } }),
      );
      session.answer(
        answerRows(rows, COLUMNS, {
          none: 'Nothing is being downloaded.',
          notes: ({ error }) => (error === null ? [] : [error]),
        }),
      );
    });
}
