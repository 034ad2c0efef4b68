import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { me } from '../../src/contract/access.ts';
import { isStale, type Stale } from './live-queries.ts';
import { createPacer, type Pacer } from './pacer.ts';

/** Asks all that is shown again. Answers that came before the stream was open may be of before a change; so may those still under way. */
export function refreshAll(client: QueryClient): void {
  const underWay = client.getQueryCache().findAll({ fetchStatus: 'fetching', predicate: isShownData });
  void client.invalidateQueries({ predicate: isShownData });
  for (const query of underWay) {
    const again = () => client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    query.promise?.then(again, again);
  }
}

function isShownData({ queryKey }: { readonly queryKey: QueryKey }): boolean {
  return queryKey[0] !== me.name;
}

export interface Refresher {
  refresh(stale: readonly Stale[]): void;
  stop(): void;
}

const FIRST_DELAY_MS = 150;
const REST_PER_REQUEST_MS = 1_000;

/** Asks stale answers again, each endpoint at its own pace: the more pages are shown, the seldomer. */
export function createRefresher(client: QueryClient): Refresher {
  const pacers = new Map<string, Pacer>();
  const waiting = new Map<string, Stale[]>();

  function pacerOf(endpoint: string): Pacer {
    const known = pacers.get(endpoint);
    if (known !== undefined) return known;
    const made = createPacer(() => refreshNow(endpoint), FIRST_DELAY_MS);
    pacers.set(endpoint, made);
    return made;
  }

  async function refreshNow(endpoint: string): Promise<number> {
    const stale = waiting.get(endpoint) ?? [];
    waiting.delete(endpoint);
    const concerned = client
      .getQueryCache()
      .findAll({ predicate: ({ queryKey }) => stale.some((entry) => isStale(queryKey, entry)) });
    const requests = concerned
      .filter((query) => query.isActive())
      .reduce((sum, query) => sum + pagesIn(query.state.data), 0);
    await Promise.all(
      concerned.map((query) => client.invalidateQueries({ queryKey: query.queryKey, exact: true })),
    );
    return requests * REST_PER_REQUEST_MS;
  }

  return {
    refresh(stale) {
      for (const entry of stale) {
        const list = waiting.get(entry.endpoint);
        if (list === undefined) waiting.set(entry.endpoint, [entry]);
        else if (list.length < 1000) list.push(entry);
        else waiting.set(entry.endpoint, [{ endpoint: entry.endpoint, ids: 'all' }]);
        pacerOf(entry.endpoint).ask();
      }
    },
    stop() {
      for (const pacer of pacers.values()) pacer.stop();
    },
  };
}

/** How many requests a refresh of this answer takes. */
function pagesIn(data: unknown): number {
  if (typeof data !== 'object' || data === null || !('pages' in data)) return 1;
  return Array.isArray(data.pages) ? Math.max(1, data.pages.length) : 1;
}
