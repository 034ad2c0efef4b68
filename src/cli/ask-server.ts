import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, type CallInput, call } from '../contract/call.ts';
import type { AnyEndpoint, ReplyOf } from '../contract/endpoint.ts';
import { CliFault } from './cli-fault.ts';
import type { Environment } from './environment.ts';

/** Asks the server for one endpoint. Throws ApiError where it refuses, CliFault where there is none. */
export type Ask = <E extends AnyEndpoint>(endpoint: E, input?: CallInput<E>) => Promise<ReplyOf<E>>;

const PATIENCE_MS = 60_000;
/** Waited for one answer, all in all: whoever must wait longer is told so. */
const LONGEST_WAIT_SECONDS = 60;

/** `onWait` is told how many seconds are waited where the server says that it was asked too often. */
export function askServer(
  { url, apiKey }: Pick<Environment, 'url' | 'apiKey'>,
  onWait: (seconds: number) => void,
): Ask {
  return async (endpoint, input = {}) => {
    if (apiKey === null) {
      throw new CliFault(
        'no-key',
        'Set API_KEY to a key of the server: its first start shows one, or writes it to the file api-key in the data folder.',
      );
    }
    let waitedSeconds = 0;
    for (;;) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      try {
        return await call(endpoint, input, { baseUrl: url, headers: { 'x-api-key': apiKey }, signal });
      } catch (error) {
        if (!(error instanceof ApiError)) throw explain(error, { url, patienceMs: PATIENCE_MS });
        const seconds = waitOf(error);
        if (seconds === null || waitedSeconds + seconds > LONGEST_WAIT_SECONDS) throw error;
        waitedSeconds += seconds;
        onWait(seconds);
        await delay(seconds * 1000);
      }
    }
  };
}

/** How long to wait before the same may be asked again; nothing was done yet. Null: another refusal, or nobody says. */
function waitOf({ reply }: ApiError): number | null {
  return reply.status_code === 429 ? (reply.retry_after ?? null) : null;
}

const START_IT = 'Start MAMcrawler with `npm start`, or set MAMCRAWLER_URL.';

interface Asked {
  readonly url: string;
  /** How long an answer was waited for. */
  readonly patienceMs: number;
  /** What to do where nobody answers. */
  readonly way?: string;
}

/** What `fetch` throws, in words. */
export function explain(error: unknown, { url, patienceMs, way = START_IT }: Asked): unknown {
  if (error instanceof SyntaxError) {
    return new CliFault('no-server', `What answers at ${url} is not MAMcrawler. Look at MAMCRAWLER_URL.`, {
      cause: error,
    });
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new CliFault('no-server', `${url} gave no answer within ${patienceMs / 1000} s.`, {
      cause: error,
    });
  }
  if (!(error instanceof TypeError)) return error;
  return new CliFault('no-server', `Nothing answers at ${url}${reasonOf(error)}. ${way}`, { cause: error });
}

/** Only what is worth knowing: that nobody listens is said already. */
function reasonOf({ cause }: TypeError): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return ': this name is not known';
  return cause instanceof Error && code !== 'ECONNREFUSED' && cause.message !== ''
    ? ` (${cause.message})`
    : '';
}
