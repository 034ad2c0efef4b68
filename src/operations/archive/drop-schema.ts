import type pg from 'pg';
import { databaseErrorCode } from '../../platform/database.ts';
import { MigrationFault, readMigrations } from '../../platform/migration-files.ts';

const CREATED = /^create (?:unlogged )?(table|function|sequence) (?:if not exists )?([a-z_][a-z0-9_]*)/gm;

/** Whether what migrations are to take back is not as they made it: something of it was dropped or renamed. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof MigrationFault ? databaseErrorCode(error.cause) : null;
  return code !== null && /^42(?!501)/.test(code);
}

/** Drops what the migrations of this version make, as far as it is there, and nothing else: what others have stays. */
export async function dropSchema(client: pg.ClientBase): Promise<void> {
  const made = (await readMigrations()).flatMap(({ up }) => [...up.matchAll(CREATED)]);
  // Functions last: triggers use them until their tables are gone.
  for (const kind of ['table', 'sequence', 'function']) {
    const names = made
      .filter(([, of]) => of === kind)
      .map(([, , name = '']) => client.escapeIdentifier(name));
    // All at once: they refer to each other.
    if (names.length > 0) await client.query(`drop ${kind} if exists ${[...new Set(names)].join(', ')}`);
  }
  await client.query('delete from schema_migration');
}
