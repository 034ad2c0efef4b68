import { z } from 'zod';
import type { ClientTorrent, ClientTorrentState } from '../../download-client.ts';

/** A torrent in `sync/maindata`; after the first answer only what has changed comes. */
export type QbittorrentTorrent = z.output<typeof QbittorrentTorrent>;
export const QbittorrentTorrent = z
  .object({
    name: z.string(),
    category: z.string(),
    state: z.string(),
    progress: z.number(),
    size: z.number(),
    completed: z.number(),
    dlspeed: z.number(),
    eta: z.number(),
    save_path: z.string(),
    content_path: z.string(),
    num_seeds: z.number(),
    num_complete: z.number(),
    ratio: z.number(),
    seeding_time: z.number(),
    infohash_v1: z.string(),
    uploaded: z.number(),
    downloaded: z.number(),
  })
  .partial();

const ENDLESS_SECONDS = 8_640_000;
/** qBittorrent writes -1 for a ratio beyond this. */
const LARGEST_RATIO = 9_999;

/** `hash` is qBittorrent's own id of it: for a torrent of both v1 and v2 it is not the infohash of v1. */
export function toClientTorrent(hash: string, torrent: QbittorrentTorrent): ClientTorrent {
  const rawState = torrent.state ?? 'unknown';
  const progress = torrent.progress ?? 0;
  const state = readState(rawState, progress);
  const eta = torrent.eta ?? ENDLESS_SECONDS;
  const ratio = torrent.ratio ?? 0;
  return {
    infohash: torrent.infohash_v1 || hash,
    name: torrent.name ?? '',
    category: torrent.category ?? '',
    state,
    rawState,
    progress,
    sizeBytes: Math.max(0, torrent.size ?? 0),
    downloadedBytes: Math.max(0, torrent.completed ?? 0),
    speedBytesPerSecond: Math.max(0, torrent.dlspeed ?? 0),
    etaSeconds: progress === 1 || eta < 0 || eta >= ENDLESS_SECONDS ? null : eta,
    savePath: torrent.save_path ?? '',
    contentPath: absolute(torrent.content_path ?? ''),
    seeders: Math.max(0, torrent.num_seeds ?? 0, torrent.num_complete ?? 0),
    ratio: ratio < 0 ? LARGEST_RATIO : ratio,
    seedingSeconds: Math.max(0, torrent.seeding_time ?? 0),
    errorText: errorOf(state),
  };
}

/** While it reads a torrent it names the content without its folder. */
function absolute(path: string): string {
  return /^(?:[/\\]|[a-z]:)/i.test(path) ? path : '';
}

/** The states of 4.x (`paused…`) and 5.x (`stopped…`). A finished torrent is complete, whether it seeds or rests. */
export function readState(rawState: string, progress: number): ClientTorrentState {
  if (rawState === 'error') return 'error';
  if (rawState === 'missingFiles') return 'missing_files';
  if (rawState === 'moving') return 'moving';
  if (rawState.startsWith('checking')) return 'checking';
  if (progress === 1) return 'complete';
  switch (rawState) {
    case 'downloading':
    case 'forcedDL':
    case 'metaDL':
    case 'forcedMetaDL':
    case 'allocating':
      return 'downloading';
    case 'stalledDL':
      return 'stalled';
    case 'pausedDL':
    case 'stoppedDL':
    case 'pausedUP':
    case 'stoppedUP':
      return 'paused';
    default:
      return 'queued';
  }
}

function errorOf(state: ClientTorrentState): string | null {
  if (state === 'error') {
    return 'qBittorrent stopped this torrent with an error; its log says which. Often the disk is full or not writable.';
  }
  if (state === 'missing_files') return 'qBittorrent no longer finds the files of this torrent.';
  return null;
}
