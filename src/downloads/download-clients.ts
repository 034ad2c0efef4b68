import { keepConnections } from '../base/keep-connections.ts';
import type { ProxyChoice } from '../platform/outbound/routes.ts';
import type { Outbound } from '../platform/outbound.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { openProxy } from '../platform/stored-proxy.ts';
import { connectQbittorrent } from './clients/qbittorrent.ts';
import type { DownloadClient } from './download-client.ts';
import type { StoredDownloadClient } from './download-client-store.ts';

export interface DownloadClientConnection {
  readonly kind: 'qbittorrent';
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly category: string;
  readonly proxy: ProxyChoice;
}

export interface DownloadClients {
  /** A fresh connection, for a test before anything is saved. */
  connect(connection: DownloadClientConnection): DownloadClient;
  /**
   * The connection of a saved client, kept for as long as its settings stay the same: it holds the sign-in, and a
   * refused one is not tried again.
   */
  of(stored: StoredDownloadClient): DownloadClient;
  /** Its settings were changed, or it is gone: the next use connects anew. */
  forget(id: number): void;
  /** The same anew: a person has changed something, perhaps on the other side. */
  renew(stored: StoredDownloadClient): DownloadClient;
}

interface Needs {
  readonly outbound: Outbound;
  readonly secretBox: SecretBox;
}

export function createDownloadClients({ outbound, secretBox }: Needs): DownloadClients {
  const kept = keepConnections<DownloadClient>();

  function connect({ kind: _, ...settings }: DownloadClientConnection): DownloadClient {
    return connectQbittorrent(settings, { outbound });
  }

  function of(stored: StoredDownloadClient): DownloadClient {
    const { kind, url, username, category, passwordEncrypted } = stored;
    const password = passwordEncrypted === null ? '' : secretBox.open(passwordEncrypted);
    const proxy = openProxy(secretBox, stored);
    const settings = [kind, url, username, password, category, proxy];
    return kept.of(stored.id, settings, () => connect({ kind, url, username, password, category, proxy }));
  }

  return {
    connect,
    of,
    forget: kept.forget,
    renew(stored) {
      kept.forget(stored.id);
      return of(stored);
    },
  };
}
