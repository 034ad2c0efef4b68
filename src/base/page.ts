import { Invalid } from './errors.ts';
import { isStorableText } from './text.ts';

/** What a list is asked for. */
export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly count?: boolean | undefined;
}

export interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

export type CursorValue = string | number;

/** The place of a row in its list, as text that a client hands back unread. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a cursor of as many values as `kinds` names. Throws Invalid where it is not one of ours. */
export function decodeCursor(
  cursor: string,
  kinds: readonly ('string' | 'number')[],
): readonly CursorValue[] {
  const values = parse(cursor);
  if (values?.length !== kinds.length || !values.every((value, at) => isValue(value, kinds[at]))) {
    throw Invalid.field('cursor', 'is not the next_cursor of a page of this list');
  }
  return values;
}

/** What no column can hold would be refused by the database, as if the fault were ours. */
function isValue(value: CursorValue, kind: 'string' | 'number' | undefined): boolean {
  if (typeof value !== kind) return false;
  return typeof value === 'number' ? Number.isSafeInteger(value) : isStorableText(value);
}

function parse(cursor: string): readonly CursorValue[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) ? values : null;
  } catch {
    return null;
  }
}

/** Cuts the row too many that a store read in order to know whether there is a next page. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly CursorValue[],
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor(placeOf(last)) : null };
}
