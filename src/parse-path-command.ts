import { once } from 'node:events';
import { Command } from 'commander';
import { linesOf } from './base/json-lines.ts';
import { plural } from './base/quantities.ts';
import { answerPaths } from './library/path/path-answer.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';

/** `parse-path`: reads paths as JSON Lines and says what each tells of its book. Answers the exit status. */
export function runParsePathCommand(args: readonly string[]): Promise<number> {
  return runProgram(parsePathProgram, args);
}

function parsePathProgram(answering: Answering): Command {
  return new Command('mamcrawler parse-path')
    .description(
      'Says what paths of audiobooks tell: reads {"id","path","files"?} from standard input, a JSON document on each line, and writes {"id","title","authors",…} for each, in the same order. The lines are taken as one list, up to 50,000 at a time: a name that is plainly that of an author or of a series in one tells of it in the others. Needs neither server nor data. A line that cannot be read is answered with "error"; then the exit status is 1.',
    )
    .exitOverride()
    .action(answering(answerLines));
}

/** So many lines are read before they are answered, for they tell of each other. */
const AT_ONCE = { lines: 50_000, characters: 50_000_000 };

async function answerLines(): Promise<Told> {
  let lines = 0;
  let faults = 0;
  // Whoever reads us may stop reading (`… | head`): then there is no more to do.
  let isRead = true;
  process.stdout.on('error', () => {
    isRead = false;
  });
  const answer = async (list: readonly (string | null)[]) => {
    for (const given of answerPaths(list)) {
      lines += 1;
      if ('error' in given) faults += 1;
      const isTaken = process.stdout.write(`${JSON.stringify(given)}\n`);
      if (!isTaken) await once(process.stdout, 'drain').catch(() => {});
      if (!isRead) return;
    }
  };
  let list: (string | null)[] = [];
  let characters = 0;
  for await (const line of linesOf(process.stdin)) {
    const text = 'text' in line ? line.text : null;
    list.push(text);
    characters += text?.length ?? 0;
    if (list.length >= AT_ONCE.lines || characters >= AT_ONCE.characters) {
      await answer(list);
      list = [];
      characters = 0;
    }
    if (!isRead) break;
  }
  if (isRead) await answer(list);
  // The program may end at once: what is written must have left.
  await new Promise((resolve) => process.stdout.write('', resolve));
  const told = faults === 0 ? [] : [`${faults} of ${plural(lines, 'line')} could not be read.`];
  return { status: faults === 0 ? 0 : 1, document: {}, lines: told };
}
