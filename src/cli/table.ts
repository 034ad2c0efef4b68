import { cellsOf, cutToCells, padToCells, printable, wrapText } from './terminal-text.ts';

export interface Column<Row> {
  readonly title: string;
  /** Null: nothing is known. */
  readonly of: (row: Row) => string | number | null;
  readonly align?: 'right';
  /** Gives way where the terminal is narrow. */
  readonly shrinks?: boolean;
}

export interface TableOptions<Row> {
  /** Cells of the terminal; null: as wide as it gets. */
  readonly width: number | null;
  /** Sentences below a row, whole. */
  readonly notes?: (row: Row) => readonly string[];
}

const GAP = '  ';
const SMALLEST = 8;

/** Rows under a heading, fitted to the terminal; a column in which nothing stands is left out. */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { width, notes = () => [] }: TableOptions<Row>,
): readonly string[] {
  const filled = columns
    .map((column) => ({ ...column, cells: rows.map((row) => printable(String(column.of(row) ?? ''))) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const natural = filled.map(({ title, cells }) => Math.max(cellsOf(title), ...cells.map(cellsOf)));
  const widths = fitWidths(
    natural,
    filled.map(({ shrinks = false }) => shrinks),
    width,
  );
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, at) =>
        padToCells(cutToCells(cell, widths[at] ?? 0), widths[at] ?? 0, filled[at]?.align ?? 'left'),
      )
      .join(GAP)
      .trimEnd();
  const indent = ' '.repeat((widths[0] ?? 0) + GAP.length);
  return [
    lineOf(filled.map(({ title }) => title)),
    ...rows.flatMap((row, at) => [
      lineOf(filled.map(({ cells }) => cells[at] ?? '')),
      ...notes(row).flatMap((note) => wrapText(printable(note), width, indent)),
    ]),
  ];
}

/** Takes cells away from the widest columns that may shrink until the line fits. */
function fitWidths(
  natural: readonly number[],
  shrinks: readonly boolean[],
  width: number | null,
): readonly number[] {
  const widths = [...natural];
  const lineWidth = () => widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length);
  while (width !== null && lineWidth() > width) {
    const widest = Math.max(...widths.filter((_, at) => shrinks[at]), 0);
    if (widest <= SMALLEST) break;
    widths[widths.findLastIndex((each, at) => shrinks[at] === true && each === widest)] = widest - 1;
  }
  return widths;
}
