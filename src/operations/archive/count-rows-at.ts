import type pg from 'pg';
import { connectForArchive } from './archive-client.ts';
import { describeTables } from './describe-tables.ts';

/** How many rows a database has that an archive would hold; 0 where the program never was. */
export async function countRowsAt(connection: pg.ClientConfig): Promise<number> {
  await using client = await connectForArchive(connection);
  let count = 0;
  for (const { name } of await describeTables(client)) {
    const { rows } = await client.query<{ count: number }>(
      `select count(*) from ${client.escapeIdentifier(name)}`,
    );
    count += rows[0]?.count ?? 0;
  }
  return count;
}
