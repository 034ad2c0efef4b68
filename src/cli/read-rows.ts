import { type Command, InvalidArgumentError } from 'commander';
import type { Answer } from './session.ts';
import { type Column, formatTable, type TableOptions } from './table.ts';

/** Some pages of a list of the wire, as one. */
export interface Rows<Row> {
  readonly items: readonly Row[];
  readonly next_cursor: string | null;
  readonly total?: number | undefined;
}

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly count?: 'true';
}

export interface ListOptions {
  readonly limit: number;
  readonly all?: boolean;
}

const PAGE_ROWS = 200;

/** The options of every command that lists. */
export function listing(command: Command): Command {
  return command
    .option('--limit <rows>', 'how many to show at most', parseCount, 50)
    .option('--all', 'show every one');
}

/** Reads the first rows of a list, or all of it, page by page. */
export async function readRows<Row>(
  { limit, all = false }: ListOptions,
  readPage: (query: PageQuery) => Promise<Rows<Row>>,
): Promise<Rows<Row>> {
  const atMost = all ? Number.POSITIVE_INFINITY : limit;
  const items: Row[] = [];
  let page = await readPage({ limit: Math.min(atMost, PAGE_ROWS), count: 'true' });
  const { total } = page;
  items.push(...page.items);
  while (page.next_cursor !== null && items.length < atMost) {
    page = await readPage({ limit: Math.min(atMost - items.length, PAGE_ROWS), cursor: page.next_cursor });
    items.push(...page.items);
  }
  return { items, next_cursor: page.next_cursor, ...(total === undefined ? {} : { total }) };
}

/** A list as an answer; `none` says in a sentence that there is nothing in it. */
export function answerRows<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  { none, notes }: { readonly none: string } & Pick<TableOptions<Row>, 'notes'>,
): Answer {
  return {
    document: rows,
    lines: (width) =>
      rows.items.length === 0
        ? [none]
        : [
            ...formatTable(rows.items, columns, { width, ...(notes === undefined ? {} : { notes }) }),
            ...remainder(rows),
          ],
  };
}

/** That there is more than is shown. */
export function remainder({ items, next_cursor, total }: Rows<unknown>): readonly string[] {
  if (next_cursor === null) return [];
  const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`;
  return ['', `The first ${items.length.toLocaleString('en')}${of}; --limit or --all shows more.`];
}

/** A whole number above zero that was typed. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}
