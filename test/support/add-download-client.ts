import {
  type DownloadClientSettings,
  insertDownloadClient,
} from '../../src/downloads/download-client-store.ts';
import type { Database } from '../../src/platform/database.ts';

/** Stores a download client that nobody reaches; answers its id. */
export function addDownloadClient(db: Database, more: Partial<DownloadClientSettings> = {}): Promise<number> {
  return db.transaction().execute((tx) =>
    insertDownloadClient(tx, {
      kind: 'qbittorrent',
      name: 'qBittorrent',
      url: 'http://client.test',
      username: '',
      passwordEncrypted: null,
      category: 'audiobooks',
      pathMappings: [],
      enabled: true,
      ...more,
    }),
  );
}
