/** What the torrents at one tracker sent and received, ever. */
export interface TrackerTraffic {
  /** The host of its address, without the key that private trackers write into the rest. */
  readonly tracker: string;
  readonly uploadedBytes: number;
  readonly downloadedBytes: number;
}

export interface TorrentTraffic {
  readonly uploadedBytes: number;
  readonly downloadedBytes: number;
}

/** Public torrents name dozens of trackers. */
const MAX_TRACKERS = 20;

/** Adds up by host of the announce addresses, those with the most traffic first; a torrent at several counts at each. */
export function addUpTraffic(
  torrents: ReadonlyMap<string, TorrentTraffic>,
  torrentsByAddress: ReadonlyMap<string, readonly string[]>,
): readonly TrackerTraffic[] {
  const byHost = new Map<string, Set<string>>();
  for (const [address, ids] of torrentsByAddress) {
    const host = URL.parse(address)?.hostname ?? '';
    if (host === '') continue;
    const known = byHost.get(host) ?? new Set();
    byHost.set(host, known);
    for (const id of ids) if (torrents.has(id)) known.add(id);
  }
  return [...byHost]
    .filter(([, ids]) => ids.size > 0)
    .map(([tracker, ids]) => ({ tracker, ...sum([...ids].flatMap((id) => torrents.get(id) ?? [])) }))
    .toSorted((one, other) => total(other) - total(one))
    .slice(0, MAX_TRACKERS);
}

/** Null where nothing was received yet: whoever only gave has no ratio. */
export function ratioOf({ uploadedBytes, downloadedBytes }: TorrentTraffic): number | null {
  return downloadedBytes === 0 ? null : uploadedBytes / downloadedBytes;
}

function sum(traffic: readonly TorrentTraffic[]): TorrentTraffic {
  return {
    uploadedBytes: traffic.reduce((all, { uploadedBytes }) => all + uploadedBytes, 0),
    downloadedBytes: traffic.reduce((all, { downloadedBytes }) => all + downloadedBytes, 0),
  };
}

function total({ uploadedBytes, downloadedBytes }: TorrentTraffic): number {
  return uploadedBytes + downloadedBytes;
}
