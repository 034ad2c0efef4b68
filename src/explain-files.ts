import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { padToCells, printable } from './cli/terminal-text.ts';
import {
  type ExplainedBook,
  type ExplainedField,
  explainSources,
} from './library/sources/explain-sources.ts';

/** A folder or file that is there, and the library that it is in. */
export interface PlaceOnDisk {
  readonly root: string;
  /** Relative to that. */
  readonly place: string;
  readonly isFolder: boolean;
}

/** Null where nothing is there. `library`: where its library begins. */
export async function placeOnDisk(path: string, library = '.'): Promise<PlaceOnDisk | null> {
  const stats = await stat(resolve(library, path)).catch(() => null);
  if (stats === null) return null;
  const isFolder = stats.isDirectory();
  // An absolute path may lie anywhere: without its library all of its folders speak.
  const within = relative(resolve(library), resolve(library, path));
  return within === '' || within.startsWith('..')
    ? { root: '/', place: resolve(library, path).slice(1), isFolder }
    : { root: resolve(library), place: within, isFolder };
}

/** What `explain` says of the files in a folder that is there. */
export async function explainFiles({
  root,
  place,
}: PlaceOnDisk): Promise<{ readonly document: object; readonly lines: readonly string[] }> {
  const books = await explainSources(root, place);
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
