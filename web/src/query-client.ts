import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { me } from '../../src/contract/access.ts';
import { ApiError } from '../../src/contract/call.ts';
import { isAway, isForbidden, isShortPause, isSignedOut, retryAfterSeconds } from './ask.ts';

/** A server that is overloaded is asked again quietly, but not for ever. */
const LONGEST_QUIET_SECONDS = 10;

/** Keeps the server's answers. Nothing is asked again by the clock: live events say what is stale. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  function noteRefusal(error: unknown): void {
    if (isSignedOut(error)) onSignedOut();
    // What was offered and refused is of before a change of role.
    if (isForbidden(error)) void client.invalidateQueries({ queryKey: [me.name] });
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: noteRefusal }),
    mutationCache: new MutationCache({ onError: noteRefusal }),
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        gcTime: 15 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && isWorthAnotherTry(error),
        retryDelay,
      },
      // What was refused by a 429 was not done: it may be sent again. Passwords and keys are not kept once they are shown.
      mutations: { gcTime: 0, retry: (failures, error) => failures < 3 && isShortPause(error), retryDelay },
    },
  });
  return client;
}

export function isWorthAnotherTry(error: Error): boolean {
  if (isAway(error) || isShortPause(error)) return true;
  return error instanceof ApiError && error.reply.status_code === 503;
}

export function retryDelay(failures: number, error: Error): number {
  const ownPaceMs = 500 * 2 ** failures;
  if (!(error instanceof ApiError)) return ownPaceMs;
  if (isShortPause(error)) return retryAfterSeconds(error) * 1000;
  const askedSeconds = error.reply.retry_after ?? 0;
  return Math.max(ownPaceMs, Math.min(askedSeconds, LONGEST_QUIET_SECONDS) * 1000);
}
