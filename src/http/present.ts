import type { Page } from '../base/page.ts';

/** The page of a store as the wire has it. */
export function presentPage<Row, Wire>(
  { items, nextCursor, total }: Page<Row>,
  present: (row: Row) => Wire,
): { items: Wire[]; next_cursor: string | null; total?: number } {
  return { items: items.map(present), next_cursor: nextCursor, ...(total === undefined ? {} : { total }) };
}

/** The same in JSON, of rows that are written one by one. */
export function writePage<Row>({ items, nextCursor, total }: Page<Row>, write: (row: Row) => string): string {
  const rest = JSON.stringify({ next_cursor: nextCursor, total });
  return `{"items":[${items.map(write).join(',')}],${rest.slice(1)}`;
}

export function instant(at: Date): string {
  return at.toISOString();
}

export function instantOrNull(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

/** Takes the fields that were given: what is missing must stay missing, for null means something. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
