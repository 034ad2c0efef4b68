import { type FormData, request } from 'undici';
import { Refused } from '../base/errors.ts';
import { type AddressGuardOptions, createAddressGuard } from './outbound/address-guard.ts';
import { asFailure } from './outbound/failure-words.ts';
import { presentReply } from './outbound/reply.ts';
import { createRoutes, type ProxyChoice } from './outbound/routes.ts';

/** One call to a service outside. A redirect is an answer like any other: whoever asks decides. */
export interface OutboundRequest {
  readonly url: string | URL;
  /**
   * Addresses that an administrator set up for this call: on their hosts and ports it may go wherever they lie, at home
   * too. Everywhere else only into the public internet. Empty where a stranger chose the address.
   */
  readonly configured: readonly string[];
  /** Default: as PROXY_URL says. */
  readonly proxy?: ProxyChoice;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData;
  /** For the whole exchange, body included. */
  readonly timeoutMs?: number;
  /** A larger answer is cut off and counts as a failure of the service. */
  readonly maxBytes?: number;
  /** Of whoever no longer wants the answer; its reason is thrown. */
  readonly signal?: AbortSignal;
}

export interface OutboundReply {
  readonly status: number;
  header(name: string): string | null;
  /** All values of a header that may come more than once (`set-cookie`). */
  headers(name: string): readonly string[];
  /** In lower case. */
  readonly headerNames: readonly string[];
  /** The body as it arrives, within the limits of the request. */
  readonly body: AsyncIterable<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
}

/**
 * The only way out to the network: every call has a timeout and a size limit. Throws Unavailable in words where it
 * fails, Refused where the address is not set up and not of the public internet.
 */
export interface Outbound extends AsyncDisposable {
  request(call: OutboundRequest): Promise<OutboundReply>;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;

export interface OutboundOptions extends AddressGuardOptions {
  /** http, https or socks5; where it is given nothing goes out beside it, unless the call says so. */
  readonly proxyUrl?: string | null;
  readonly userAgent: string;
}

export function createOutbound({ proxyUrl, userAgent, ...guardOptions }: OutboundOptions): Outbound {
  const routes = createRoutes(proxyUrl ?? null, createAddressGuard(guardOptions));
  return {
    async request(call) {
      const url = new URL(call.url);
      if (!/^https?:$/.test(url.protocol))
        throw new Refused(
          `An address that begins with ${url.protocol} is not asked; only http and https are.`,
        );
      const timeoutMs = call.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      const timeout = AbortSignal.timeout(timeoutMs);
      const failure = (error: unknown) => {
        call.signal?.throwIfAborted();
        return asFailure(url.host, timeoutMs, error);
      };
      try {
        const { guarded, configured } = routes.of(call.proxy ?? null);
        const reply = await request(url, {
          dispatcher: isConfigured(url, call.configured) ? configured : guarded,
          method: call.method ?? 'GET',
          headers: { 'user-agent': userAgent, ...call.headers },
          body: call.body ?? null,
          signal: call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]),
        });
        return presentReply(reply, call.maxBytes ?? DEFAULT_MAX_BYTES, failure);
      } catch (error) {
        throw failure(error);
      }
    },
    [Symbol.asyncDispose]: () => routes[Symbol.asyncDispose](),
  };
}

function isConfigured(url: URL, configured: readonly string[]): boolean {
  return configured.some((address) => URL.canParse(address) && place(new URL(address)) === place(url));
}

function place({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`;
}
