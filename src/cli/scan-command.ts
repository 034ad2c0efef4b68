import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { plural } from '../base/quantities.ts';
import { addLibrary, answerVanished, scanLibrary } from '../contract/libraries.ts';
import { cancelTask, getTask } from '../contract/tasks.ts';
import { chooseLibrary, findLibrary, looksLikePath, readLibraries } from './choose-library.ts';
import { CliFault } from './cli-fault.ts';
import type { Answer, Session } from './session.ts';
import type { Library, Task } from './things.ts';
import { waitForTask } from './wait-for-task.ts';

interface ScanOptions {
  readonly add?: boolean;
  readonly name?: string;
  readonly wait: boolean;
  readonly cancel?: boolean;
  readonly gone?: boolean;
}

interface Scan {
  readonly library: Library;
  readonly task: Task;
}

export function scanCommand(program: Command, session: Session): void {
  program
    .command('scan')
    .summary('scan a library')
    .description('Scans a library, or every one, and waits for the end.')
    .argument('[library]', 'its number, name or folder; without it all libraries')
    .option('--add', 'makes the folder a library first, where it is none yet')
    .option('--name <name>', "with --add: what to call it, instead of by the folder's name")
    .option('--no-wait', 'only starts the scan')
    .option('--cancel', 'ends the scan that runs; what it has written stays')
    .option('--gone', 'what vanished at once was removed on purpose: marks it as gone')
    .option('--json', 'prints the task as JSON')
    .action(async (named: string | undefined, options: ScanOptions) => {
      const libraries =
        named === undefined
          ? await everyLibrary(session, options)
          : [await oneLibrary(session, named, options)];
      const scans: Scan[] = [];
      for (const library of libraries) {
        const found = await (options.cancel === true ? cancelScan : scan)(session, library, options);
        if (found !== null) scans.push(found);
      }
      if (scans.length === 0) throw new CliFault('refused', 'No scan is under way.');
      session.answer(answerScans(scans, named === undefined));
    });
}

/** With `--gone` only those of which it is asked. */
async function everyLibrary({ ask }: Session, { gone }: ScanOptions): Promise<readonly Library[]> {
  const libraries = await readLibraries(ask);
  const asking = libraries.filter(({ vanished }) => vanished !== null);
  if (gone === true && libraries.length > 0) {
    if (asking.length > 0) return asking;
    throw new CliFault('refused', 'No items of any library have vanished at once.');
  }
  if (libraries.length > 0) return libraries;
  throw new CliFault(
    'refused',
    'There is no library yet. Make a folder one and scan it: mamcrawler scan --add /path/to/audiobooks',
  );
}

async function oneLibrary({ ask }: Session, named: string, { add, name }: ScanOptions): Promise<Library> {
  if (add !== true && !looksLikePath(named)) return chooseLibrary(ask, named);
  const known = findLibrary(await readLibraries(ask), named);
  if (known !== null) return known;
  const path = resolve(named);
  if (add === true) return ask(addLibrary, { body: { name: name ?? (basename(path) || path), path } });
  throw new CliFault(
    'refused',
    `${path} is no library yet. Make it one and scan it: mamcrawler scan --add ${quoted(path)}`,
  );
}

async function scan(
  { ask, progress }: Session,
  library: Library,
  { wait, gone }: ScanOptions,
): Promise<Scan> {
  const params = { id: library.id };
  const answered = gone === true ? await ask(answerVanished, { params, body: { gone } }) : null;
  const id = answered?.task_id ?? (await ask(scanLibrary, { params })).task_id;
  const task = wait
    ? await waitForTask(ask, id, progress(`Scanning ${library.name}`))
    : await ask(getTask, { params: { id } });
  return { library, task };
}

/** Null where none is under way. */
async function cancelScan({ ask, progress }: Session, library: Library): Promise<Scan | null> {
  const { last_scan: last } = library;
  if (last === null || last.finished_at !== null) return null;
  const { id } = await ask(cancelTask, { params: { id: last.task_id } });
  return { library, task: await waitForTask(ask, id, progress(`Ending the scan of ${library.name}`)) };
}

function answerScans(scans: readonly Scan[], isList: boolean): Answer {
  const tasks = scans.map(({ task }) => task);
  return {
    document: isList ? { items: tasks } : (tasks[0] ?? {}),
    lines: () => scans.map(sentenceOf),
    hasFailed: tasks.some(({ state }) => state === 'failed'),
  };
}

function sentenceOf({ library, task }: Scan): string {
  const { name } = library;
  if (task.state === 'failed') return `${name}: the scan failed. ${task.error ?? ''}`.trimEnd();
  if (task.state === 'cancelled')
    return `${name}: the scan was cancelled after ${plural(task.progress.done, 'item')}. The next one goes on from there.`;
  if (task.state !== 'succeeded') return `${name}: the scan is under way as task ${task.id}.`;
  const count = (field: string) => Number(task.result?.[field] ?? 0);
  const parts = [
    `${count('added')} new`,
    `${count('changed')} changed`,
    `${count('missing')} missing`,
    `${count('files_read')} of ${plural(count('files'), 'file')} read`,
  ];
  const vanished = count('vanished');
  const question =
    vanished === 0
      ? ''
      : ` ${plural(vanished, 'item was', 'items were')} not there, ${task.result?.['doubt']}: nothing was marked as gone. If they are, say: mamcrawler scan ${library.id} --gone`;
  const faults = count('faults');
  const faulty = faults === 0 ? '' : ` ${plural(faults, 'fault')}: mamcrawler library --faults`;
  return `${name}: ${plural(count('items'), 'item')} (${parts.join(', ')}).${faulty}${question}`;
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
