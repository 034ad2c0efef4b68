import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getSearch } from '../../../../src/contract/searches.ts';
import { answerKey, type Pages, pagesState, useApi } from '../../api.ts';
import type { Release, SearchDetail } from '../../things.ts';

/** One search and its releases, best first, page by page. */
export function useSearchReleases(id: number): {
  readonly search: SearchDetail | undefined;
  readonly releases: Pages<Release>;
} {
  const { ask } = useApi();
  const params = { id };
  const result = useInfiniteQuery({
    queryKey: answerKey(getSearch, { params }, 'pages'),
    queryFn: ({ pageParam, signal }) =>
      ask(
        getSearch,
        { params, query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const pages = result.data?.pages;
  return {
    search: pages?.[0],
    releases: {
      rows: pages?.flatMap((page) => page.releases),
      total: pages?.[0]?.release_count,
      ...pagesState(result),
    },
  };
}
