import { type Clock, MINUTE_MS, systemClock } from '../base/clock.ts';
import { Refused, Unavailable } from '../base/errors.ts';
import type { Outbound } from '../platform/outbound.ts';
import type { FoundRelease } from './indexer.ts';
import { retryAfterSeconds } from './retry-after.ts';

export type FetchedTorrent =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'magnet'; readonly url: string };

const MAX_REDIRECTS = 5;
const MAX_BYTES = 16 * 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What a release's link leads to; many lead to a magnet link by a redirect. Throws Refused (gone, key) or Unavailable. */
export async function fetchTorrent(
  { outbound, clock = systemClock }: { readonly outbound: Outbound; readonly clock?: Clock },
  { downloadUrl }: Pick<FoundRelease, 'downloadUrl'>,
): Promise<FetchedTorrent> {
  let url = downloadUrl;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (/^magnet:/i.test(url)) return { kind: 'magnet', url };
    const { host } = new URL(url);
    if (!/^https?:/i.test(url))
      throw new Refused(`The link of the release leads to something that is not HTTP.`);
    const headers = { accept: 'application/x-bittorrent, */*' };
    const reply = await outbound.request({ url, headers, timeoutMs: MINUTE_MS, maxBytes: MAX_BYTES });
    if (reply.status === 200) return { kind: 'file', bytes: await reply.bytes() };
    await reply.bytes();
    const location = reply.header('location');
    if (!REDIRECTS.has(reply.status)) {
      throw faultOf(host, reply.status, retryAfterSeconds(reply.header('retry-after'), clock.now()));
    }
    if (location === null || !URL.canParse(location, url)) {
      throw new Unavailable(`${host} redirects to nowhere when asked for the torrent.`, { host });
    }
    url = new URL(location, url).href;
  }
  throw new Unavailable('The link of the release redirects in a circle.');
}

function faultOf(host: string, status: number, waitSeconds: number | null): Refused | Unavailable {
  if (status === 429) {
    const context = { host, retryAfterSeconds: waitSeconds };
    return new Unavailable(`${host} wants fewer requests (HTTP 429) and gave no torrent.`, context);
  }
  if (status >= 500)
    return new Unavailable(`${host} failed with HTTP ${status} when asked for the torrent.`, { host });
  if (status === 404 || status === 410)
    return new Refused(`${host} no longer has the torrent (HTTP ${status}).`, { host });
  return new Refused(`${host} does not give the torrent (HTTP ${status}).`, { host });
}
