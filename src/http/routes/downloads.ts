import * as contract from '../../contract/downloads.ts';
import { type Download, listDownloads, readDownload } from '../../downloads/download-store.ts';
import { takeReleaseByHand } from '../../wanted/take-release.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function downloadRoutes(needs: HttpNeeds): readonly Route[] {
  return [
    route(contract.listDownloads, async ({ query }) =>
      presentPage(await listDownloads(needs.db, query), presentDownload),
    ),
    route(contract.getDownload, async ({ params }) =>
      presentDownload(await readDownload(needs.db, params.id)),
    ),
    route(contract.takeRelease, async ({ body }) =>
      presentDownload(
        await takeReleaseByHand(needs, { searchId: body.search_id, releaseId: body.release_id }),
      ),
    ),
  ];
}

function presentDownload(download: Download) {
  return {
    id: download.id,
    wanted_id: download.wanted_book_id,
    search_id: download.search_id,
    release_id: download.release_id,
    client_id: download.client_id,
    client_name: download.client_name,
    title: download.title,
    infohash: download.infohash,
    state: download.state,
    client_state: download.client_state,
    progress: download.progress,
    size_bytes: download.size_bytes,
    speed_bytes_per_second: download.speed_bytes_per_second,
    eta_seconds: download.eta_seconds,
    content_path: download.content_path,
    error: download.error,
    created_at: instant(download.created_at),
    completed_at: instantOrNull(download.completed_at),
  };
}
