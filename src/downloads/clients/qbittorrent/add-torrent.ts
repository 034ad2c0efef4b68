import { setTimeout as wait } from 'node:timers/promises';
import { FormData } from 'undici';
import { SECOND_MS } from '../../../base/clock.ts';
import { Refused, Unavailable } from '../../../base/errors.ts';
import { type AddOutcome, TorrentRefused, type TorrentToAdd } from '../../download-client.ts';
import type { QbittorrentSession } from './session.ts';
import type { TorrentSync } from './sync.ts';
import { ensureCategory, readWebApiVersion, saysStopped } from './web-api.ts';

export interface TorrentPlace {
  readonly infohash: string;
  readonly category: string;
}

/** It takes a torrent at once and lists it a moment later. */
const LISTED_WITHIN_MS = 10 * SECOND_MS;
const TIMEOUT_MS = 60 * SECOND_MS;

/** Hands a torrent over and waits until it is listed; one that is there already is left as it is. */
export async function addTorrent(
  { session, sync }: { readonly session: QbittorrentSession; readonly sync: TorrentSync },
  torrent: TorrentToAdd,
  { infohash, category }: TorrentPlace,
): Promise<AddOutcome> {
  if ((await sync.poll()).has(infohash)) return 'was_there';
  await ensureCategory(session, category);
  const multipart = new FormData();
  if (torrent.kind === 'magnet') multipart.set('urls', torrent.url);
  else multipart.set('torrents', new Blob([Buffer.from(torrent.bytes)]), `${infohash}.torrent`);
  multipart.set('category', category);
  multipart.set(saysStopped(await readWebApiVersion(session)) ? 'stopped' : 'paused', 'false');

  const reply = await session.call({ path: 'torrents/add', multipart, timeoutMs: TIMEOUT_MS });
  const said = (await reply.text()).trim();
  const isTaken = (reply.status === 200 || reply.status === 202) && said !== 'Fails.';
  if (isTaken) {
    await untilListed(sync, infohash);
    return 'added';
  }
  // `Fails.` and 409 cover a torrent that another has just added as well as a real refusal.
  if ((await sync.poll()).has(infohash)) return 'was_there';
  throw refusal(session, reply.status);
}

async function untilListed(sync: TorrentSync, infohash: string): Promise<void> {
  const deadline = performance.now() + LISTED_WITHIN_MS;
  while (!(await sync.poll()).has(infohash)) {
    if (performance.now() > deadline) {
      throw new Unavailable('qBittorrent took the torrent but does not list it.', { infohash });
    }
    await wait(50);
  }
}

function refusal({ host }: QbittorrentSession, status: number): Refused {
  if (status === 415)
    return new TorrentRefused('qBittorrent says that this is no valid torrent file.', { host });
  if (status === 404) return new Refused(`${host} has no way to add a torrent: check the URL.`, { host });
  return new TorrentRefused(`qBittorrent does not take the torrent; its log says why (HTTP ${status}).`, {
    host,
  });
}
