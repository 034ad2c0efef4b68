import { keepConnections } from '../base/keep-connections.ts';
import type { Outbound } from '../platform/outbound.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { Indexer } from './indexer.ts';
import type { StoredIndexer } from './indexer-store.ts';
import { connectTorznab } from './kinds/torznab.ts';

export interface IndexerConnection {
  readonly kind: 'torznab';
  readonly url: string;
  readonly apiKey: string;
}

export interface Indexers {
  /** A fresh connection, for a test before anything is saved. */
  connect(connection: IndexerConnection): Indexer;
  /** The connection of a saved indexer, kept for as long as its settings stay the same. */
  of(stored: StoredIndexer): Indexer;
  /** The same anew: a person has changed something, perhaps on the other side. */
  renew(stored: StoredIndexer): Indexer;
}

interface Needs {
  readonly outbound: Outbound;
  readonly secretBox: SecretBox;
}

export function createIndexers({ outbound, secretBox }: Needs): Indexers {
  const kept = keepConnections<Indexer>();

  function connect({ url, apiKey }: IndexerConnection): Indexer {
    return connectTorznab({ url, apiKey }, { outbound });
  }

  function of(stored: StoredIndexer): Indexer {
    const apiKey = stored.apiKeyEncrypted === null ? '' : secretBox.open(stored.apiKeyEncrypted);
    const { id, kind, url } = stored;
    return kept.of(id, [kind, url, apiKey], () => connect({ kind, url, apiKey }));
  }

  return {
    connect,
    of,
    renew(stored) {
      kept.forget(stored.id);
      return of(stored);
    },
  };
}
