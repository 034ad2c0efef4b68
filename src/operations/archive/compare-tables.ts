import type pg from 'pg';
import type { ArchivedTable } from './manifest.ts';
import { measureTable } from './measure-table.ts';

/** Counts and sums up what is there and tells where it is not what it should be. */
export async function compareTables(
  client: pg.ClientBase,
  expected: readonly ArchivedTable[],
): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const table of expected) {
    const { rows, checksum } = await measureTable(client, table);
    if (rows !== table.rows) differences.push(`${table.name} has ${rows} rows instead of ${table.rows}`);
    else if (checksum !== table.checksum) differences.push(`the ${rows} rows of ${table.name} are others`);
  }
  return differences;
}
