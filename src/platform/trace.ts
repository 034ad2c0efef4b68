import { AsyncLocalStorage } from 'node:async_hooks';

/** The request on whose behalf the code runs, also in the jobs that it caused. */
const current = new AsyncLocalStorage<string>();

/** Runs `work` so that logs, facts and jobs made in it carry the request's id. */
export function traced<T>(requestId: string | null, work: () => T): T {
  return requestId === null ? work() : current.run(requestId, work);
}

export function currentRequestId(): string | null {
  return current.getStore() ?? null;
}
