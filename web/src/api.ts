import {
  keepPreviousData,
  type QueryKey,
  skipToken,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { CallInput } from '../../src/contract/call.ts';
import type { AnyEndpoint, QueryInput, ReplyOf } from '../../src/contract/endpoint.ts';
import type { Ask } from './ask.ts';
import type { Cooldown } from './cooldown.ts';
import { isStale, staleAfterAction } from './live-queries.ts';

export interface Api {
  readonly ask: Ask;
  readonly cooldown: Cooldown;
}

export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = use(ApiContext);
  if (api === null) throw new Error('A page is rendered outside of ApiContext.');
  return api;
}

/** The key under which the answer is kept. */
export function answerKey<E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E>,
  ...use: string[]
): QueryKey {
  return [endpoint.name, input, ...use];
}

/** One answer of the server, kept and refreshed by live events; not asked while the input is `null`. */
export function useEndpoint<E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E> | null,
  options: { readonly keepPrevious?: boolean } = {},
): UseQueryResult<ReplyOf<E>> {
  const { ask } = useApi();
  return useQuery<ReplyOf<E>>({
    queryKey: input === null ? [endpoint.name, null] : answerKey(endpoint, input),
    queryFn: input === null ? skipToken : ({ signal }) => ask(endpoint, input, signal),
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

export interface ListReply {
  readonly items: readonly unknown[];
  readonly next_cursor: string | null;
  readonly total?: number | undefined;
}
export type RowOf<E extends AnyEndpoint> = ReplyOf<E> extends { items: readonly (infer Row)[] } ? Row : never;

export interface Pages<Row> {
  /** All rows that were fetched so far, or undefined before the first page came. */
  readonly rows: readonly Row[] | undefined;
  /** How many rows there are on the server, where it was asked to count. */
  readonly total: number | undefined;
  readonly error: Error | null;
  /** Whether what is shown still belongs to an earlier question. */
  readonly isOutdated: boolean;
  readonly hasMore: boolean;
  readonly isFetchingMore: boolean;
  readonly fetchMore: () => void;
  readonly retry: () => void;
}

/**
 * A list of the server, page by page; the rows of an earlier question stay until the first new ones are there.
 * `firstReply`: with what is told beside the rows.
 */
export function useEndpointPages<E extends AnyEndpoint>(
  endpoint: E,
  query: QueryInput<E>,
  { count = false, of }: { readonly count?: boolean /** Whose list it is. */; readonly of?: number } = {},
): Pages<RowOf<E>> & { readonly firstReply: ReplyOf<E> | undefined } {
  const { ask } = useApi();
  // The only parameter that the path of a list can have is whose it is.
  const inputOf = (given: QueryInput<E>) =>
    ({ query: given, ...(of === undefined ? {} : { params: { id: of } }) }) as CallInput<E>;
  const result = useInfiniteQuery({
    queryKey: answerKey(endpoint, inputOf(query), 'pages'),
    queryFn: async ({ pageParam, signal }): Promise<ListReply> =>
      ask(endpoint, inputOf({ ...query, ...pageQuery(pageParam, count) }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  // The contract's reply of a list is `{ items: Row[] }`; only the endpoint's own types are lost on the way here.
  const rows = result.data?.pages.flatMap((page) => page.items) as RowOf<E>[] | undefined;
  const first = result.data?.pages[0];
  return { rows, total: first?.total, firstReply: first as ReplyOf<E> | undefined, ...pagesState(result) };
}

function pageQuery(cursor: string | null, count: boolean): Readonly<Record<string, string>> {
  if (cursor !== null) return { cursor };
  return count ? { count: 'true' } : {};
}

/** What every list that grows by pages has in common. */
export function pagesState(result: UseInfiniteQueryResult<unknown>): Omit<Pages<never>, 'rows' | 'total'> {
  return {
    error: result.error,
    isOutdated: result.isPlaceholderData,
    hasMore: result.hasNextPage,
    isFetchingMore: result.isFetchingNextPage,
    fetchMore: () => {
      if (result.hasNextPage && !result.isFetching) void result.fetchNextPage();
    },
    retry: () => void result.refetch(),
  };
}

/**
 * An action of the server; what it changes is asked again at once, live event or not.
 * After a short 429 it is sent again by itself, unless a person is to decide that.
 */
export function useAction<E extends AnyEndpoint>(
  endpoint: E,
  {
    triesAgain = true,
    refreshes = true,
  }: { readonly triesAgain?: boolean; readonly refreshes?: boolean } = {},
): UseMutationResult<ReplyOf<E>, Error, CallInput<E>> {
  const { ask } = useApi();
  const client = useQueryClient();
  return useMutation<ReplyOf<E>, Error, CallInput<E>>({
    mutationFn: (input) => ask(endpoint, input),
    ...(triesAgain ? {} : { retry: false }),
    onSuccess: () => {
      if (!refreshes) return;
      const stale = staleAfterAction(endpoint.tag);
      void client.invalidateQueries({
        predicate: ({ queryKey }) => stale.some((entry) => isStale(queryKey, entry)),
      });
    },
  });
}
