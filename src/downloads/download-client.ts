import { Refused } from '../base/errors.ts';
import type { TrackerTraffic } from './tracker-traffic.ts';

/** A torrent client of the user's, whatever it speaks. Each call throws Refused (credentials, no) or Unavailable (later). */
export interface DownloadClient {
  /** Tries the address and the credentials; never throws for what the other side does. */
  test(): Promise<DownloadClientTest>;
  /** A torrent that is there already is left as it is; afterwards `poll` lists it. */
  add(torrent: TorrentToAdd, options: AddOptions): Promise<AddOutcome>;
  /** Every torrent of the client by infohash, our own or not; cheap to call every 2 s. */
  poll(): Promise<ReadonlyMap<string, ClientTorrent>>;
  /** What the torrents of the client's category sent and received by tracker, as the last poll saw it; null where that is long ago. Asks nobody. */
  seenTraffic(): readonly TrackerTraffic[] | null;
  /** Throws NotFound where the client does not have the torrent. */
  files(infohash: string): Promise<readonly ClientFile[]>;
  /** A torrent that is not there is removed already. */
  remove(infohash: string, options: { readonly deleteFiles: boolean }): Promise<void>;
}

export type DownloadClientTest =
  | { readonly ok: true; readonly detail: string }
  | { readonly ok: false; readonly detail: string };

export type TorrentToAdd =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly kind: 'magnet'; readonly url: string };

/** `was_there`: the client had it already, whoever gave it. */
export type AddOutcome = 'added' | 'was_there';

interface AddOptions {
  /** 40 hex digits in lower case, as `readTorrentFile` and `infohashOfMagnet` give it. */
  readonly infohash: string;
  /** Instead of the client's own category. */
  readonly category?: string;
}

/** The client takes torrents, but not this one: another release may do. */
export class TorrentRefused extends Refused {}

/** `complete`: all that was wanted is there and at rest, so it can be imported, seeding or not. */
export type ClientTorrentState =
  | 'queued'
  | 'downloading'
  | 'stalled'
  | 'checking'
  | 'moving'
  | 'complete'
  | 'paused'
  | 'error'
  | 'missing_files';

export interface ClientTorrent {
  readonly infohash: string;
  readonly name: string;
  readonly category: string;
  readonly state: ClientTorrentState;
  /** The client's own word. */
  readonly rawState: string;
  /** 0 to 1, of the files that are wanted. */
  readonly progress: number;
  readonly sizeBytes: number;
  readonly downloadedBytes: number;
  readonly speedBytesPerSecond: number;
  /** Null: unknown, or nothing left to do. */
  readonly etaSeconds: number | null;
  /** As the client sees it; its paths need not be ours. */
  readonly savePath: string;
  /** The file or the folder of the torrent, as the client sees it; empty until it knows. */
  readonly contentPath: string;
  readonly seeders: number;
  readonly ratio: number;
  readonly seedingSeconds: number;
  /** A sentence where something is wrong. */
  readonly errorText: string | null;
}

interface ClientFile {
  /** Relative to the save path, with `/`. */
  readonly name: string;
  readonly sizeBytes: number;
  /** 0 to 1. */
  readonly progress: number;
}
