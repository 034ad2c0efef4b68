import { orNull } from '../base/errors.ts';
import { readDownloadClient } from '../downloads/download-client-store.ts';
import type { DownloadClients } from '../downloads/download-clients.ts';
import type { Database } from '../platform/database.ts';

/** Takes a torrent out of its client; a client that was removed since needs nothing. */
export async function removeDownload(
  { db, clients }: { readonly db: Database; readonly clients: DownloadClients },
  given: { readonly client_id: number; readonly infohash: string; readonly delete_files: boolean },
): Promise<void> {
  const client = await orNull(readDownloadClient(db, given.client_id));
  if (client !== null) await clients.of(client).remove(given.infohash, { deleteFiles: given.delete_files });
}
