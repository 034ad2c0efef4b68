import { type SelectQueryBuilder, type StringReference, sql } from 'kysely';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';

/**
 * One page of what a query finds, in the order of the column of its ids, with the number of all rows where that is
 * asked for: by `counting`, where that finds as many with less work. Throws Invalid where the cursor is none of it.
 * A store awaits it itself: only then the stack of a failure names the store.
 */
export async function pageById<
  Tables,
  Table extends keyof Tables,
  Row extends { readonly id: number },
  CountedTables = Tables,
  Counted extends keyof CountedTables = Table & keyof CountedTables,
>(
  rows: SelectQueryBuilder<Tables, Table, Row>,
  column: StringReference<Tables, Table>,
  order: 'asc' | 'desc',
  request: PageRequest,
  counting?: SelectQueryBuilder<CountedTables, Counted, unknown>,
): Promise<Page<Row>> {
  const { limit, cursor } = request;
  const id = sql.ref<number>(column);
  let page = rows.orderBy(id, order).limit(limit + 1);
  if (cursor !== undefined) {
    const [last] = decodeCursor(cursor, ['number']);
    page = page.where(id, order === 'asc' ? '>' : '<', Number(last));
  }
  const found = toPage(await page.execute(), limit, (row) => [row.id]);
  return counting === undefined ? withTotal(found, request, rows) : withTotal(found, request, counting);
}

/** A page with the number of all rows that match, where the request asks for it. */
export async function withTotal<Row, Tables, Table extends keyof Tables>(
  page: Page<Row>,
  { count }: PageRequest,
  matching: SelectQueryBuilder<Tables, Table, unknown>,
): Promise<Page<Row>> {
  if (count !== true) return page;
  const { total } = await matching
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .$castTo<{ total: number }>()
    .executeTakeFirstOrThrow();
  return { ...page, total };
}
