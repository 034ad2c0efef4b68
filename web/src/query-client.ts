import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../../src/contract/call.ts';
import { isSignedOut, isTooMany, retryAfterSeconds } from './ask.ts';

const LONGEST_WAIT_SECONDS = 120;

/** Keeps the server's answers. Nothing is asked again by the clock: live events say what is stale. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  function noteSignedOut(error: unknown): void {
    if (isSignedOut(error)) onSignedOut();
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: noteSignedOut }),
    mutationCache: new MutationCache({ onError: noteSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        gcTime: 15 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && isWorthAnotherTry(error),
        retryDelay,
      },
      mutations: { retry: (failures, error) => failures < 3 && waitsForPause(error), retryDelay },
    },
  });
}

function isWorthAnotherTry(error: Error): boolean {
  if (!(error instanceof ApiError)) return error instanceof TypeError;
  return waitsForPause(error) || error.reply.status_code === 503;
}

/** What was refused by a 429 was not done: it may be sent again, where the pause is not long. */
function waitsForPause(error: Error): boolean {
  return isTooMany(error) && retryAfterSeconds(error) <= LONGEST_WAIT_SECONDS;
}

function retryDelay(failures: number, error: Error): number {
  if (isTooMany(error)) return retryAfterSeconds(error) * 1000;
  return 500 * 2 ** failures;
}
