import { keepConnections } from '../base/keep-connections.ts';
import type { ProxyChoice } from '../platform/outbound/routes.ts';
import type { Outbound } from '../platform/outbound.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { openProxy } from '../platform/stored-proxy.ts';
import { type FetchedTorrent, fetchTorrent } from './fetch-torrent.ts';
import type { Indexer } from './indexer.ts';
import type { StoredIndexer } from './indexer-store.ts';
import { connectTorznab } from './kinds/torznab.ts';

export interface IndexerConnection {
  readonly kind: 'torznab';
  readonly url: string;
  readonly apiKey: string;
  readonly proxy: ProxyChoice;
}

export interface Indexers {
  /** A fresh connection, for a test before anything is saved. */
  connect(connection: IndexerConnection): Indexer;
  /** The connection of a saved indexer, kept for as long as its settings stay the same. */
  of(stored: StoredIndexer): Indexer;
  /** Its settings were changed, or it is gone: the next use connects anew. */
  forget(id: number): void;
  /** The same anew: a person has changed something, perhaps on the other side. */
  renew(stored: StoredIndexer): Indexer;
  /** What the link of a release leads to; the indexer that gave it may be gone. Throws as `fetchTorrent` does. */
  fetchTorrent(stored: StoredIndexer | null, downloadUrl: string): Promise<FetchedTorrent>;
}

interface Needs {
  readonly outbound: Outbound;
  readonly secretBox: SecretBox;
}

export function createIndexers({ outbound, secretBox }: Needs): Indexers {
  const kept = keepConnections<Indexer>();

  function connect({ url, apiKey, proxy }: IndexerConnection): Indexer {
    return connectTorznab({ url, apiKey, proxy }, { outbound });
  }

  function of(stored: StoredIndexer): Indexer {
    const apiKey = stored.apiKeyEncrypted === null ? '' : secretBox.open(stored.apiKeyEncrypted);
    const proxy = openProxy(secretBox, stored);
    const { id, kind, url } = stored;
    return kept.of(id, [kind, url, apiKey, proxy], () => connect({ kind, url, apiKey, proxy }));
  }

  return {
    connect,
    of,
    forget: kept.forget,
    renew(stored) {
      kept.forget(stored.id);
      return of(stored);
    },
    async fetchTorrent(stored, downloadUrl) {
      if (stored === null) return fetchTorrent({ outbound }, { downloadUrl, configured: [] });
      const proxy = openProxy(secretBox, stored);
      return fetchTorrent({ outbound }, { downloadUrl, configured: [stored.url], proxy });
    },
  };
}
