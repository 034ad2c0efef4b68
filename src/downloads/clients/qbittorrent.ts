import { z } from 'zod';
import { AppError, NotFound } from '../../base/errors.ts';
import type { Outbound } from '../../platform/outbound.ts';
import type { DownloadClient, DownloadClientTest } from '../download-client.ts';
import { addTorrent } from './qbittorrent/add-torrent.ts';
import { openSession, type QbittorrentAccount, type QbittorrentSession } from './qbittorrent/session.ts';
import { createTorrentSync } from './qbittorrent/sync.ts';
import {
  hasCategory,
  isSupported,
  readJson,
  readText,
  readWebApiVersion,
  unexpected,
} from './qbittorrent/web-api.ts';

export interface QbittorrentSettings extends QbittorrentAccount {
  /** For what is added; made where it is missing. */
  readonly category: string;
}

const Files = z.array(z.object({ name: z.string(), size: z.number(), progress: z.number() }));

/**
 * qBittorrent 4.5 to 5.x. Keep one for as long as its settings hold: it keeps the sign-in, the picture of all torrents,
 * and a refusal, so that wrong credentials are tried once. Throws Invalid for a URL that is none.
 */
export function connectQbittorrent(
  settings: QbittorrentSettings,
  { outbound }: { readonly outbound: Outbound },
): DownloadClient {
  const session = openSession(settings, { outbound });
  const sync = createTorrentSync(session);
  return {
    test: () => testConnection(session, settings.category),
    poll: () => sync.poll(),
    seenTraffic: () => sync.seenTraffic(settings.category),
    add: (torrent, options) =>
      addTorrent({ session, sync }, torrent, { category: settings.category, ...options }),

    async files(infohash) {
      const call = { path: 'torrents/files', query: { hash: await sync.hashOf(infohash) } };
      const reply = await session.call(call);
      if (reply.status === 404) throw new NotFound('qBittorrent does not have this torrent.', { infohash });
      const files = await readJson(session, call, reply, Files);
      return files.map(({ name, size, progress }) => ({ name, sizeBytes: size, progress }));
    },

    async remove(infohash, { deleteFiles }) {
      const fields = { hashes: await sync.hashOf(infohash), deleteFiles: `${deleteFiles}` };
      const call = { path: 'torrents/delete', fields };
      const reply = await session.call(call);
      await reply.bytes();
      if (reply.status >= 300) throw unexpected(session, call, reply.status);
    },
  };
}

async function testConnection(session: QbittorrentSession, category: string): Promise<DownloadClientTest> {
  try {
    const version = await readWebApiVersion(session);
    const program = await readText(session, { path: 'app/version' });
    if (!isSupported(version)) {
      return { ok: false, detail: `qBittorrent ${program} is too old: 4.5 or newer is needed.` };
    }
    const folder = await readText(session, { path: 'app/defaultSavePath' });
    const isThere = await hasCategory(session, category);
    const coming = isThere ? 'is there' : 'will be made with the first download';
    return {
      ok: true,
      detail: `qBittorrent ${program} answers. It saves to ${folder}; the category "${category}" ${coming}.`,
    };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, detail: error.message };
    throw error;
  }
}
