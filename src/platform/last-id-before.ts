import { type SelectQueryBuilder, sql } from 'kysely';

/** The newest id of rows from before an instant; 0 where there is none. Reads what is newer, no more. */
export async function lastIdBefore<
  Tables,
  Table extends keyof Tables,
  Row extends { readonly id: number; readonly at: Date },
>(rows: SelectQueryBuilder<Tables, Table, Row>, before: Date): Promise<number> {
  const last = await rows
    .where(sql.ref<Date>('at'), '<', before)
    .orderBy(sql.ref('id'), 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.id ?? 0;
}
