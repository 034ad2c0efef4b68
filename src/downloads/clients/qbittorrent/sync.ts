import { z } from 'zod';
import { MINUTE_MS } from '../../../base/clock.ts';
import type { ClientTorrent } from '../../download-client.ts';
import { addUpTraffic, type TorrentTraffic, type TrackerTraffic } from '../../tracker-traffic.ts';
import type { QbittorrentSession } from './session.ts';
import { QbittorrentTorrent, toClientTorrent } from './torrent.ts';
import { readJson } from './web-api.ts';

const MainData = z.object({
  rid: z.number(),
  full_update: z.boolean().optional(),
  torrents: z.record(z.string(), QbittorrentTorrent).optional(),
  torrents_removed: z.array(z.string()).optional(),
  /** Announce addresses with the ids of their torrents. */
  trackers: z.record(z.string(), z.array(z.string())).optional(),
  trackers_removed: z.array(z.string()).optional(),
});
type MainData = z.output<typeof MainData>;

/** A first answer of ten thousand torrents has 15 MB. */
const MAX_BYTES = 128 * 1024 * 1024;
/** An older picture says nothing of now: another process may have taken over to poll. */
const STALE_MS = 5 * MINUTE_MS;

export interface TorrentSync {
  /** All torrents by infohash, as of now. */
  poll(): Promise<ReadonlyMap<string, ClientTorrent>>;
  /** qBittorrent's own id of a torrent; the infohash where it does not have it. */
  hashOf(infohash: string): Promise<string>;
  /** Of the torrents of a category, from the last poll; null where that is long ago. Asks nobody. */
  seenTraffic(category: string): readonly TrackerTraffic[] | null;
}

/** Keeps our picture of all torrents by `sync/maindata`, which sends what has changed since the answer before. */
export function createTorrentSync(session: QbittorrentSession): TorrentSync {
  const raw = new Map<string, QbittorrentTorrent>();
  const torrents = new Map<string, ClientTorrent>();
  const hashes = new Map<string, string>();
  const addresses = new Map<string, readonly string[]>();
  let polledAt = Number.NEGATIVE_INFINITY;
  let rid = 0;
  let generation = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** The server counts its answers for each session apart. */
  async function read(): Promise<MainData> {
    const before = session.generation();
    const asked = before === generation ? rid : 0;
    const data = await readMainData(session, asked);
    generation = session.generation();
    const isOfNewSession = asked !== 0 && generation !== before && data.full_update !== true;
    return isOfNewSession ? readMainData(session, 0) : data;
  }

  async function pollOnce(): Promise<ReadonlyMap<string, ClientTorrent>> {
    const data = await read();
    rid = data.rid;
    polledAt = performance.now();
    if (data.full_update === true) {
      for (const hash of [...raw.keys()]) forget(hash);
      addresses.clear();
    }
    for (const [hash, change] of Object.entries(data.torrents ?? {})) learn(hash, change);
    for (const hash of data.torrents_removed ?? []) forget(hash);
    for (const [address, ids] of Object.entries(data.trackers ?? {})) addresses.set(address, ids);
    for (const address of data.trackers_removed ?? []) addresses.delete(address);
    return new Map(torrents);
  }

  function learn(hash: string, change: QbittorrentTorrent): void {
    const all = { ...raw.get(hash), ...change };
    const torrent = toClientTorrent(hash, all);
    raw.set(hash, all);
    torrents.set(torrent.infohash, torrent);
    hashes.set(torrent.infohash, hash);
  }

  function forget(hash: string): void {
    const infohash = raw.get(hash)?.infohash_v1 || hash;
    raw.delete(hash);
    torrents.delete(infohash);
    hashes.delete(infohash);
  }

  function poll(): Promise<ReadonlyMap<string, ClientTorrent>> {
    const answer = turn.then(pollOnce);
    turn = answer.catch(() => {});
    return answer;
  }

  return {
    poll,
    async hashOf(infohash) {
      if (!hashes.has(infohash)) await poll();
      return hashes.get(infohash) ?? infohash;
    },
    seenTraffic(category) {
      if (performance.now() - polledAt > STALE_MS) return null;
      const ours = [...raw].filter(([, torrent]) => torrent.category === category);
      return addUpTraffic(new Map(ours.map(([hash, torrent]) => [hash, trafficOf(torrent)])), addresses);
    },
  };
}

function trafficOf({ uploaded = 0, downloaded = 0 }: QbittorrentTorrent): TorrentTraffic {
  return { uploadedBytes: uploaded, downloadedBytes: downloaded };
}

async function readMainData(session: QbittorrentSession, rid: number): Promise<MainData> {
  const call = { path: 'sync/maindata', query: { rid: `${rid}` }, maxBytes: MAX_BYTES };
  return readJson(session, call, await session.call(call), MainData);
}
