import { cellsOf, cutToCells, padToCells, printable, wrapText } from './terminal-text.ts';

export interface Column<Row> {
  readonly title: string;
  /** Null: nothing is known. */
  readonly of: (row: Row) => string | number | null;
  readonly align?: 'right';
  /** To how many cells it may be cut where the terminal is narrow. */
  readonly smallest?: number;
  /** Left out where the terminal is too narrow for all; of several the last one first. */
  readonly isOptional?: boolean;
}

export interface TableOptions<Row> {
  /** Cells of the terminal; null: as wide as it gets. */
  readonly width: number | null;
  /** Sentences below a row, whole. */
  readonly notes?: (row: Row) => readonly string[];
}

interface FilledColumn {
  readonly title: string;
  readonly cells: readonly string[];
  readonly natural: number;
  readonly smallest: number;
  readonly isOptional: boolean;
  readonly align: 'left' | 'right';
}

const GAP = '  ';

/** Rows under a heading, fitted to the terminal; a column in which nothing stands is left out. */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { width, notes = () => [] }: TableOptions<Row>,
): readonly string[] {
  const filled = columns
    .map((column) => fill(column, rows))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const shown = width === null ? filled : withoutTooMany(filled, width);
  const widths = fitWidths(shown, width);
  const lineOf = (textOf: (column: FilledColumn) => string) =>
    shown
      .map((column, at) => {
        const cells = widths[at] ?? 0;
        return padToCells(cutToCells(textOf(column), cells), cells, column.align);
      })
      .join(GAP)
      .trimEnd();
  const indent = ' '.repeat((widths[0] ?? 0) + GAP.length);
  return [
    lineOf(({ title }) => title),
    ...rows.flatMap((row, at) => [
      lineOf(({ cells }) => cells[at] ?? ''),
      ...notes(row).flatMap((note) => wrapText(printable(note), width, indent)),
    ]),
  ];
}

function fill<Row>(column: Column<Row>, rows: readonly Row[]): FilledColumn {
  const { title, smallest, isOptional = false, align = 'left' } = column;
  const cells = rows.map((row) => printable(String(column.of(row) ?? '')));
  const natural = cells.reduce((most, cell) => Math.max(most, cellsOf(cell)), cellsOf(title));
  return { title, cells, natural, smallest: Math.min(natural, smallest ?? natural), isOptional, align };
}

function withoutTooMany(columns: readonly FilledColumn[], width: number): readonly FilledColumn[] {
  if (lineWidth(columns.map(({ smallest }) => smallest)) <= width) return columns;
  const last = columns.findLastIndex(({ isOptional }) => isOptional);
  return last === -1 ? columns : withoutTooMany(columns.toSpliced(last, 1), width);
}

/** Takes cells away from the widest columns that may shrink until the line fits. */
function fitWidths(columns: readonly FilledColumn[], width: number | null): readonly number[] {
  const widths = columns.map(({ natural }) => natural);
  while (width !== null && lineWidth(widths) > width) {
    const room = (at: number) => (widths[at] ?? 0) > (columns[at]?.smallest ?? 0);
    const widest = widths.reduce((most, each, at) => (room(at) ? Math.max(most, each) : most), 0);
    if (widest === 0) break;
    widths[widths.findLastIndex((each, at) => room(at) && each === widest)] = widest - 1;
  }
  return widths;
}

function lineWidth(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length);
}
