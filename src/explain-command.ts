import { Command } from 'commander';
import { padToCells, printable } from './cli/terminal-text.ts';
import { explainFiles } from './explain-files.ts';
import { explainPath } from './library/path/explain-path.ts';
import { type ExplainedPart, listExplained } from './library/path/list-explained.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';

/** `explain PATH [FILE…]`: which part of a path became which field, and why. Answers the exit status. */
export function runExplainCommand(args: readonly string[]): Promise<number> {
  return runProgram(explainProgram, args);
}

function explainProgram(answering: Answering): Command {
  return new Command('mamcrawler explain')
    .description(
      'Says which part of a path became which field of the book, and by which rule; nothing needs to be there. Where a folder is, its files are read too, and of each field it is said what every source says and which one is believed.',
    )
    .argument('<path>', 'the path of an audiobook, as it lies in its library')
    .argument('[file...]', 'names of files in it, where they should be considered')
    .option('--library <folder>', 'the library that it lies in; without it the path itself begins there')
    .option('--json', 'prints it as JSON')
    .exitOverride()
    .action(
      answering(
        async (path: string, files: readonly string[], { library }: { readonly library?: string }) => {
          const names = explained(path, files);
          const read = await explainFiles(path, library);
          return read === null
            ? names
            : { ...names, ...read, document: { ...names.document, ...read.document } };
        },
      ),
    );
}

function explained(path: string, files: readonly string[]): Told {
  const parts = listExplained(explainPath(path, files));
  const width = Math.max(...parts.map(({ field }) => field.length));
  return {
    status: 0,
    document: { path, parts },
    lines: parts.flatMap((part) => linesOf(part, width)),
  };
}

function linesOf({ field, value, from, why }: ExplainedPart, width: number): readonly string[] {
  const indent = ' '.repeat(width + 2);
  return [
    printable(`${padToCells(field, width, 'left')}  ${value}`),
    printable(value === from ? `${indent}${why}` : `${indent}from “${from}”: ${why}`),
  ];
}
