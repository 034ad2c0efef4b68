import { Command } from 'commander';
import { padToCells, printable } from './cli/terminal-text.ts';
import { explainFiles, type PlaceOnDisk, placeOnDisk } from './explain-files.ts';
import { explainAmong } from './library/path/explain-among.ts';
import { explainPath } from './library/path/explain-path.ts';
import { type ExplainedPart, listExplained } from './library/path/list-explained.ts';
import type { ExplainedPath } from './library/path/path-reading.ts';
import { createListNames } from './library/walk/list-names.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';

/** `explain PATH [FILE…]`: which part of a path became which field, and why. Answers the exit status. */
export function runExplainCommand(args: readonly string[]): Promise<number> {
  return runProgram(explainProgram, args);
}

function explainProgram(answering: Answering): Command {
  return new Command('mamcrawler explain')
    .description(
      'Says which part of a path became which field of the book, and by which rule; nothing needs to be there. Where it is there, the names beside it tell of its own; the files in a folder are read too, and of each field it is said what every source says and which one is believed.',
    )
    .argument('<path>', 'the path of an audiobook, as it lies in its library')
    .argument('[file...]', 'names of files in it, where they should be considered')
    .option('--library <folder>', 'the library that it lies in; without it the path itself begins there')
    .option('--json', 'prints it as JSON')
    .exitOverride()
    .action(
      answering(
        async (path: string, files: readonly string[], { library }: { readonly library?: string }) => {
          const there = await placeOnDisk(path, library);
          const names = explained(path, await explainNames(path, files, there));
          if (there?.isFolder !== true) return names;
          const read = await explainFiles(there);
          return { ...names, ...read, document: { ...names.document, ...read.document } };
        },
      ),
    );
}

/** What is there has names beside it that may tell of its own. */
async function explainNames(
  path: string,
  files: readonly string[],
  there: PlaceOnDisk | null,
): Promise<ExplainedPath> {
  if (there === null) return explainPath(path, files);
  const listNames = createListNames();
  return await explainAmong((folder) => listNames(there.root, folder), there.place, files);
}

function explained(path: string, names: ExplainedPath): Told {
  const parts = listExplained(names);
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
