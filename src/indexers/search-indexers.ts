import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import type { FoundRelease, SearchQuery } from './indexer.ts';
import { noteIndexerUse, readEnabledIndexers, type StoredIndexer } from './indexer-store.ts';
import type { Indexers } from './indexers.ts';

/** What one indexer brought; with an error it brought nothing, and the others count all the same. */
export interface IndexerAnswer {
  readonly indexer: StoredIndexer;
  readonly releases: readonly FoundRelease[];
  readonly error: string | null;
}

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly indexers: Indexers;
}

/** Asks every enabled indexer at once. */
export async function searchIndexers(needs: Needs, query: SearchQuery): Promise<readonly IndexerAnswer[]> {
  const enabled = await readEnabledIndexers(needs.db);
  return Promise.all(enabled.map((indexer) => ask(needs, indexer, query)));
}

async function ask(
  { db, clock, indexers }: Needs,
  indexer: StoredIndexer,
  query: SearchQuery,
): Promise<IndexerAnswer> {
  const answer = await Promise.try(() => indexers.of(indexer).search(query)).then(
    (releases) => ({ indexer, releases, error: null }),
    (error: unknown) => ({ indexer, releases: [], error: messageOf(error) }),
  );
  await noteIndexerUse(db, indexer.id, clock.now(), answer.error);
  return answer;
}
