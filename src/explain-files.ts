import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { padToCells, printable } from './cli/terminal-text.ts';
import {
  type ExplainedBook,
  type ExplainedField,
  explainSources,
} from './library/sources/explain-sources.ts';

/** What `explain` says of a folder that is there; null where there is none. `library`: where its library begins. */
export async function explainFiles(
  path: string,
  library = '.',
): Promise<{ readonly document: object; readonly lines: readonly string[] } | null> {
  const isFolder = await stat(resolve(library, path)).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return null;
  // An absolute path may lie anywhere: without its library all of its folders speak.
  const within = relative(resolve(library), resolve(library, path));
  const [root, place] =
    within === '' || within.startsWith('..') ? ['/', resolve(path).slice(1)] : [library, within];
  const books = await explainSources(resolve(root), place);
  return { document: { books }, lines: books.flatMap(linesOfBook) };
}

function linesOfBook({ path, fields, faults }: ExplainedBook): readonly string[] {
  const width = Math.max(0, ...fields.map(({ field }) => field.length));
  return [
    printable(path),
    ...fields.flatMap((field) => linesOfField(field, width)),
    ...faults.map(({ path: of, fault }) => printable(`fault in ${of}: ${fault}`)),
  ];
}

function linesOfField({ field, value, source, confidence, why, others }: ExplainedField, width: number) {
  const indent = ' '.repeat(width + 2);
  const percent = `${Math.round(confidence * 100)} %`;
  return [
    printable(`${padToCells(field, width, 'left')}  ${value}`),
    printable(`${indent}from ${source}, sure to ${percent}: ${why}`),
    ...others.map((other) => printable(`${indent}${other.source} says “${other.value}”: ${other.why}`)),
  ];
}
