import type { ReactNode } from 'react';

export interface BarRow {
  readonly key: string;
  readonly name: ReactNode;
  /** As long as its bar is. */
  readonly value: number;
  /** What stands beside the bar. */
  readonly figures: readonly string[];
}

interface BarTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly BarRow[];
  readonly emptyText: string;
}

/** A table whose first figure is also drawn: each row a bar against the longest. */
export function BarTable({ caption, columns, rows, emptyText }: BarTableProps) {
  const longest = Math.max(...rows.map(({ value }) => value), Number.MIN_VALUE);
  if (rows.length === 0) return <p className="px-4 py-6 text-center text-muted">{emptyText}</p>;
  return (
    <table className="w-full text-[0.8125rem]">
      <caption className="px-4 pt-3.5 pb-1.5 text-left text-sm font-semibold">{caption}</caption>
      <thead className="sr-only">
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, value, figures }) => (
          <tr key={key} className="align-middle">
            <th scope="row" className="max-w-0 px-4 py-1.5 text-left font-normal">
              <span className="block truncate">{name}</span>
              <span aria-hidden className="mt-1 block h-1.5 rounded-full bg-pressed">
                <span
                  className="block h-full min-w-0.5 rounded-full bg-accent"
                  style={{ width: `${(100 * value) / longest}%` }}
                />
              </span>
            </th>
            {figures.map((figure, at) => (
              <td
                key={columns[at + 1]}
                className={`w-px py-1.5 pr-4 text-right whitespace-nowrap tabular-nums ${at === 0 ? '' : 'text-muted'} ${at > 1 ? 'max-sm:hidden' : ''}`}
              >
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
