import type { Command } from 'commander';
import { plural } from '../base/quantities.ts';
import { checkLibrary } from '../contract/libraries.ts';
import { checkLibraryItem } from '../contract/library-items.ts';
import { getTask } from '../contract/tasks.ts';
import { chooseLibrary, readLibraries } from './choose-library.ts';
import { CliFault } from './cli-fault.ts';
import { parseCount } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Task } from './things.ts';
import { waitForTask } from './wait-for-task.ts';

interface CheckOptions {
  readonly item?: number;
  readonly wait: boolean;
}

interface Checked {
  readonly name: string;
  readonly task: Task;
}

export function checkCommand(program: Command, session: Session): void {
  const { ask, progress } = session;

  async function follow(name: string, id: number, { wait }: CheckOptions): Promise<Checked> {
    const task = wait
      ? await waitForTask(ask, id, progress(`Checking ${name}`))
      : await ask(getTask, { params: { id } });
    return { name, task };
  }

  program
    .command('check')
    .summary('look into the audio of a library')
    .description(
      'Looks into the audio of a library, or of every one, from beginning to end, and waits for the end. By ffmpeg where the server has it: an hour of audio takes seconds.',
    )
    .argument('[library]', 'its number, name or folder; without it all libraries')
    .option('--item <id>', 'only this item', parseCount)
    .option('--no-wait', 'only starts the check')
    .option('--json', 'prints the task as JSON')
    .action(async (named: string | undefined, options: CheckOptions) => {
      const checks: Checked[] = [];
      if (options.item !== undefined) {
        const { task_id: id } = await ask(checkLibraryItem, { params: { id: options.item } });
        checks.push(await follow(`item ${options.item}`, id, options));
      } else {
        const libraries = named === undefined ? await readLibraries(ask) : [await chooseLibrary(ask, named)];
        if (libraries.length === 0) throw new CliFault('refused', 'There is no library yet.');
        for (const { id, name } of libraries) {
          const { task_id } = await ask(checkLibrary, { params: { id } });
          checks.push(await follow(name, task_id, options));
        }
      }
      const tasks = checks.map(({ task }) => task);
      const isOne = named !== undefined || options.item !== undefined;
      session.answer({
        document: isOne ? (tasks[0] ?? {}) : { items: tasks },
        lines: () => checks.map(sentenceOf),
        hasFailed: tasks.some(({ state }) => state === 'failed'),
      });
    });
}

function sentenceOf({ name, task }: Checked): string {
  if (task.state === 'failed') return `${name}: the check failed. ${task.error ?? ''}`.trimEnd();
  if (task.state === 'cancelled') return `${name}: the check was cancelled.`;
  if (task.state !== 'succeeded') return `${name}: the check is under way as task ${task.id}.`;
  const count = (field: string) => Number(task.result?.[field] ?? 0);
  const found = count('severe') + count('slight');
  const by = task.result?.['method'] === 'decode' ? 'by ffmpeg' : 'by their structure (there is no ffmpeg)';
  const looked = `${name}: ${plural(count('items'), 'item')} looked into ${by}.`;
  return found === 0
    ? `${looked} Nothing is wrong.`
    : `${looked} ${plural(found, 'finding')}: mamcrawler library --faults`;
}
