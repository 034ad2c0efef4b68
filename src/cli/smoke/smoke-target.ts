import { ApiError, type CallInput, call, callRaw } from '../../contract/call.ts';
import type { AnyEndpoint, ReplyOf } from '../../contract/endpoint.ts';
import { explain } from '../ask-server.ts';
import { CliFault } from '../cli-fault.ts';

const PATIENCE_MS = 20_000;

export type Headers = Readonly<Record<string, string>>;

/** A server as it is reached from outside: through proxies, TLS and a base path. */
export interface SmokeTarget {
  /** Without a slash at its end. */
  readonly url: string;
  /** With the administrator's key, or with these headers in its stead. */
  call<E extends AnyEndpoint>(endpoint: E, input?: CallInput<E>, headers?: Headers): Promise<ReplyOf<E>>;
  /** The reply as it comes; whoever gives a signal waits as long as that. The caller reads the body. */
  open<E extends AnyEndpoint>(
    endpoint: E,
    input?: CallInput<E>,
    options?: { readonly headers?: Headers; readonly signal?: AbortSignal },
  ): Promise<Response>;
}

/** Whoever waits no longer aborts the signal. Throws ApiError where the server refuses, CliFault where it is not there. */
export function smokeTarget(
  { url, apiKey }: { readonly url: string; readonly apiKey: string },
  signal: AbortSignal,
): SmokeTarget {
  const ownKey = { 'x-api-key': apiKey };
  const within = () => AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const inWords = async <T>(asking: Promise<T>): Promise<T> => {
    try {
      return await asking;
    } catch (error) {
      signal.throwIfAborted();
      throw explain(error, {
        url,
        patienceMs: PATIENCE_MS,
        way: 'Look whether it runs, and at the address.',
      });
    }
  };
  return {
    url,
    call: (endpoint, input = {}, headers = ownKey) =>
      inWords(call(endpoint, input, { baseUrl: url, headers, signal: within() })),
    open: (endpoint, input = {}, options = {}) => {
      const { headers = ownKey, signal: until = within() } = options;
      return inWords(callRaw(endpoint, input, { baseUrl: url, headers, signal: until }));
    },
  };
}

/** Whether there is no server at all, so that nothing else need be tried. */
export function isAbsent(error: unknown): boolean {
  return error instanceof CliFault && error.kind === 'no-server';
}

/** What went wrong, for a person; with the number under which the server's log has it. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  const { message, status_code: status, request_id: id } = error.reply;
  return `${message} (${status}${id === '' ? '' : `, request ${id}`})`;
}
