import * as searchContract from '../../contract/searches.ts';
import * as contract from '../../contract/wanted.ts';
import { requestSearch } from '../../wanted/request-search.ts';
import {
  listReleases,
  listSearches,
  type Release,
  readSearch,
  type Search,
} from '../../wanted/search-store.ts';
import { stopWanting } from '../../wanted/stop-wanting.ts';
import { wantBook } from '../../wanted/want-book.ts';
import { listWanted, readWanted, type WantedBook } from '../../wanted/wanted-store.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function wantedRoutes(needs: HttpNeeds): readonly Route[] {
  const { db } = needs;
  return [
    route(contract.listWanted, async ({ query }) => presentPage(await listWanted(db, query), presentWanted)),
    route(contract.wantBook, async ({ body, actor }) => {
      const id = await wantBook(needs, actor, {
        book:
          body.book_id === undefined
            ? { title: body.title ?? '', authors: body.authors ?? [] }
            : { id: body.book_id },
        narrators: body.narrators ?? [],
        language: body.language ?? null,
        asin: body.asin ?? null,
        libraryId: body.library_id ?? null,
      });
      return presentWanted(await readWanted(db, id));
    }),
    route(contract.getWanted, async ({ params }) => presentWanted(await readWanted(db, params.id))),
    route(contract.stopWanting, ({ params, query, actor }) =>
      stopWanting(needs, actor, params.id, query.remove_download),
    ),
    route(contract.searchWanted, async ({ params, actor }) => ({
      task_id: await requestSearch(needs, actor, params.id),
    })),
    route(searchContract.listSearches, async ({ query }) =>
      presentPage(await listSearches(db, query), presentSearch),
    ),
    route(searchContract.getSearch, async ({ params, query }) => {
      const search = await readSearch(db, params.id);
      const page = await listReleases(db, params.id, query);
      return {
        ...presentSearch(search),
        releases: page.items.map(presentRelease),
        next_cursor: page.nextCursor,
      };
    }),
  ];
}

function presentWanted(wanted: WantedBook) {
  const { book_id, title, authors, requested_by, requested_by_name } = wanted;
  return {
    id: wanted.id,
    book: { id: book_id, title, authors: [...authors] },
    narrators: [...wanted.narrators],
    language: wanted.language,
    asin: wanted.asin,
    library_id: wanted.library_id,
    state: wanted.state,
    reason: wanted.reason,
    requested_by:
      requested_by === null || requested_by_name === null
        ? null
        : { id: requested_by, name: requested_by_name },
    search_id: wanted.search_id,
    download_id: wanted.download_id,
    import_id: wanted.import_id,
    library_item_id: wanted.library_item_id,
    searched_at: instantOrNull(wanted.searched_at),
    next_search_at: instantOrNull(wanted.next_search_at),
    created_at: instant(wanted.created_at),
    updated_at: instant(wanted.updated_at),
  };
}

function presentSearch(search: Search) {
  return {
    id: search.id,
    wanted_id: search.wanted_book_id,
    sought: search.sought,
    state: search.finished_at === null ? ('running' as const) : ('finished' as const),
    outcome: search.outcome,
    indexers: search.indexers,
    release_count: search.release_count,
    accepted_count: search.accepted_count,
    chosen_release_id: search.chosen_release_id,
    started_at: instant(search.started_at),
    finished_at: instantOrNull(search.finished_at),
  };
}

function presentRelease(release: Release) {
  const { parsed } = release;
  return {
    id: release.id,
    indexer_id: release.indexer_id,
    indexer_name: release.indexer_name,
    title: release.title,
    info_url: release.info_url,
    size_bytes: release.size_bytes,
    seeders: release.seeders,
    leechers: release.leechers,
    published_at: instantOrNull(release.published_at),
    categories: [...release.categories],
    parsed: {
      title: parsed.title || null,
      authors: [...parsed.authors],
      narrators: [...parsed.narrators],
      series: parsed.series.map(({ name, position }) => ({ name, position })),
      year: parsed.year,
      format: parsed.format,
      bitrate_kbps: parsed.bitrateKbps,
      abridged: parsed.abridged,
      dramatized: parsed.dramatized,
      language: parsed.language,
      is_audiobook: parsed.isAudiobook,
      is_collection: parsed.isCollection,
    },
    verdict: release.accepted ? ('accepted' as const) : ('rejected' as const),
    reasons: release.reasons.map(({ rule, outcome, detail }) => ({ rule, outcome, detail })),
    score: release.score,
    score_parts: release.score_parts.map(({ name, points, detail }) => ({ name, points, detail })),
    chosen: release.chosen_at !== null,
    failure: release.failure,
  };
}
