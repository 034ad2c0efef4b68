import type { Outbound, OutboundRequest } from './outbound.ts';

/** The limits and the proxy of all its calls. */
export type OutboundFetchOptions = Pick<OutboundRequest, 'proxy' | 'timeoutMs' | 'maxBytes'>;

/** What of a `RequestInit` counts here; what is undefined is not given. */
export interface OutboundFetchInit {
  readonly method?: string | undefined;
  readonly headers?: RequestInit['headers'] | undefined;
  readonly body?: RequestInit['body'] | undefined;
  readonly signal?: AbortSignal | null | undefined;
}

/**
 * The same way out in the shape of `fetch`, for libraries that ask for one. Answers are read whole; redirects are never
 * followed. Throws what `Outbound` throws.
 */
export function outboundFetch(
  outbound: Outbound,
  configured: readonly string[],
  options: OutboundFetchOptions = {},
): (input: string | URL | Request, init?: OutboundFetchInit) => Promise<Response> {
  return async (input, { method, headers, body, signal } = {}) => {
    const request = new Request(input, {
      ...(method === undefined ? {} : { method }),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body, duplex: 'half' }),
      ...(signal === undefined ? {} : { signal }),
    });
    const reply = await outbound.request({
      ...options,
      url: request.url,
      configured,
      method: methodOf(request.method),
      headers: Object.fromEntries(request.headers),
      signal: request.signal,
      ...(request.body === null ? {} : { body: new Uint8Array(await request.arrayBuffer()) }),
    });
    const bytes = await reply.bytes();
    const sent = reply.headerNames.flatMap((name) =>
      reply.headers(name).map((value): [string, string] => [name, value]),
    );
    const content = WITHOUT_BODY.has(reply.status) ? null : new Uint8Array(bytes);
    return new Response(content, { status: reply.status, headers: sent });
  };
}

type Method = NonNullable<OutboundRequest['method']>;

const METHODS: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const WITHOUT_BODY = new Set([204, 205, 304]);

function methodOf(text: string): Method {
  const method = METHODS.find((known) => known === text);
  if (method === undefined) throw new TypeError(`Requests with the method ${text} are not made.`);
  return method;
}
