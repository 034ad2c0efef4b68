import { once } from 'node:events';
import { Command } from 'commander';
import { linesOf } from './base/json-lines.ts';
import { plural } from './base/quantities.ts';
import { answerPath } from './library/path/path-answer.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';

/** `parse-path`: reads paths as JSON Lines and says what each tells of its book. Answers the exit status. */
export function runParsePathCommand(args: readonly string[]): Promise<number> {
  return runProgram(parsePathProgram, args);
}

function parsePathProgram(answering: Answering): Command {
  return new Command('mamcrawler parse-path')
    .description(
      'Says what paths of audiobooks tell: reads {"id","path","files"?} from standard input, a JSON document on each line, and writes {"id","title","authors",…} for each, in the same order. Needs neither server nor data. A line that cannot be read is answered with "error"; then the exit status is 1.',
    )
    .exitOverride()
    .action(answering(answerLines));
}

async function answerLines(): Promise<Told> {
  let lines = 0;
  let faults = 0;
  // Whoever reads us may stop reading (`… | head`): then there is no more to do.
  let isRead = true;
  process.stdout.on('error', () => {
    isRead = false;
  });
  for await (const line of linesOf(process.stdin)) {
    const answer = 'text' in line ? answerPath(line.text) : { id: null, error: 'The line is too long.' };
    lines += 1;
    if ('error' in answer) faults += 1;
    const isTaken = process.stdout.write(`${JSON.stringify(answer)}\n`);
    if (!isTaken) await once(process.stdout, 'drain').catch(() => {});
    if (!isRead) break;
  }
  const told = faults === 0 ? [] : [`${faults} of ${plural(lines, 'line')} could not be read.`];
  return { status: faults === 0 ? 0 : 1, document: {}, lines: told };
}
