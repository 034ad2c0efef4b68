import { SEALED_CLIENT_COLUMNS } from '../downloads/download-client-store.ts';
import { SEALED_INDEXER_COLUMNS } from '../indexers/indexer-store.ts';
import type { Database } from '../platform/database.ts';
import type { SealedColumn, SealedValue } from '../platform/sealed-column.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { SEALED_RELEASE_COLUMNS } from '../wanted/search-store.ts';

export interface SealedCount {
  /** Sealed with the key of today, */
  readonly current: number;
  /** with the one before, */
  readonly previous: number;
  /** and with neither: what they are, each once. */
  readonly unreadable: readonly string[];
}

const COLUMNS: readonly SealedColumn[] = [
  ...SEALED_INDEXER_COLUMNS,
  ...SEALED_CLIENT_COLUMNS,
  ...SEALED_RELEASE_COLUMNS,
];
const ROWS = 500;

/** What is stored sealed, by the key that opens it. */
export async function countSealed(db: Database, secretBox: SecretBox): Promise<SealedCount> {
  const tally = createTally(secretBox);
  for (const column of COLUMNS) {
    for await (const values of inBatches((after) => column.read(db, after, ROWS))) values.forEach(tally.add);
  }
  return tally.count();
}

/**
 * Seals with the key of today what the one before sealed, all or nothing. Answers how it was; what neither key opens
 * stays as it is.
 */
export function resealCredentials(db: Database, secretBox: SecretBox): Promise<SealedCount> {
  return db.transaction().execute(async (tx) => {
    const tally = createTally(secretBox);
    for (const column of COLUMNS) {
      for await (const values of inBatches((after) => column.take(tx, after, ROWS))) {
        const old = values.filter((value) => tally.add(value) === 'previous');
        const renewed = old.map(({ id, sealed }) => ({ id, sealed: secretBox.seal(secretBox.open(sealed)) }));
        if (renewed.length > 0) await column.write(tx, renewed);
      }
    }
    return tally.count();
  });
}

async function* inBatches(read: (afterId: number) => Promise<readonly SealedValue[]>) {
  let values = await read(0);
  for (let last = values.at(-1); last !== undefined; last = values.at(-1)) {
    yield values;
    values = await read(last.id);
  }
}

function createTally(secretBox: SecretBox) {
  const found = { current: 0, previous: 0 };
  const unreadable = new Set<string>();
  return {
    add({ sealed, what }: SealedValue): 'current' | 'previous' | null {
      const key = secretBox.keyOf(sealed);
      if (key === null) unreadable.add(what);
      else found[key] += 1;
      return key;
    },
    count: (): SealedCount => ({ ...found, unreadable: [...unreadable] }),
  };
}
