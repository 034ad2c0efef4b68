import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from './database.ts';

export interface SealedValue {
  readonly id: number;
  readonly sealed: Uint8Array;
  /** Names it for a person: "the key of the indexer Tracker". */
  readonly what: string;
}

/** A column in which a store keeps what a secret box sealed. */
export interface SealedColumn {
  /** The next ones after an id, by id. */
  read(db: Database, afterId: number, limit: number): Promise<readonly SealedValue[]>;
  /** The same, and nobody else changes them before the transaction ends. */
  take(tx: Tx, afterId: number, limit: number): Promise<readonly SealedValue[]>;
  write(tx: Tx, values: readonly Pick<SealedValue, 'id' | 'sealed'>[]): Promise<void>;
}

interface Given {
  readonly table: string;
  readonly column: string;
  /** The column by which a person knows a row, */
  readonly label: string;
  /** and what is sealed of it. */
  readonly what: (label: string) => string;
}

export function sealedColumn({ table, column, label, what }: Given): SealedColumn {
  const [from, sealed, name] = [sql.table(table), sql.ref(column), sql.ref(label)];

  async function read(db: Database, afterId: number, limit: number, locking: RawBuilder<unknown>) {
    const { rows } = await sql<{ id: number; sealed: Uint8Array; label: string }>`
      select id, ${sealed} as sealed, ${name} as label from ${from}
      where ${sealed} is not null and id > ${afterId} order by id limit ${limit} ${locking}`.execute(db);
    return rows.map((row) => ({ id: row.id, sealed: row.sealed, what: what(row.label) }));
  }

  return {
    read: (db, afterId, limit) => read(db, afterId, limit, sql``),
    take: (tx, afterId, limit) => read(tx, afterId, limit, sql`for update`),
    async write(tx, values) {
      const [ids, texts] = [values.map(({ id }) => id), values.map((value) => Buffer.from(value.sealed))];
      await sql`update ${from} set ${sealed} = renewed.sealed
        from unnest(${ids}::bigint[], ${texts}::bytea[]) as renewed (id, sealed)
        where ${from}.id = renewed.id`.execute(tx);
    },
  };
}
