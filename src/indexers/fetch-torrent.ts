import { type Clock, MINUTE_MS, systemClock } from '../base/clock.ts';
import { Refused, Unavailable } from '../base/errors.ts';
import type { ProxyChoice } from '../platform/outbound/routes.ts';
import type { Outbound } from '../platform/outbound.ts';
import { retryAfterSeconds } from './retry-after.ts';

export type FetchedTorrent =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'magnet'; readonly url: string };

const MAX_REDIRECTS = 5;
const MAX_BYTES = 16 * 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface ReleaseLink {
  readonly downloadUrl: string;
  /** The addresses that were set up with the indexer: only there may the link lead into the home network. */
  readonly configured: readonly string[];
  readonly proxy?: ProxyChoice;
}

/**
 * What a release's link leads to; many lead to a magnet link by a redirect. Each hop is judged anew, and gets nothing of
 * what the last one got. Throws Refused (gone, key, an address that is not to be asked) or Unavailable.
 */
export async function fetchTorrent(
  { outbound, clock = systemClock }: { readonly outbound: Outbound; readonly clock?: Clock },
  { downloadUrl, configured, proxy = null }: ReleaseLink,
): Promise<FetchedTorrent> {
  let url = downloadUrl;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (/^magnet:/i.test(url)) return { kind: 'magnet', url };
    if (!URL.canParse(url)) throw new Refused('The link of the release is not an address.');
    const { host } = new URL(url);
    if (!/^https?:/i.test(url))
      throw new Refused(`The link of the release leads to something that is not HTTP.`);
    const headers = { accept: 'application/x-bittorrent, */*' };
    const limits = { timeoutMs: MINUTE_MS, maxBytes: MAX_BYTES };
    const reply = await outbound.request({ url, configured, proxy, headers, ...limits });
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
