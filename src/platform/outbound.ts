import { Agent, type Dispatcher, type FormData, ProxyAgent, request, Socks5ProxyAgent } from 'undici';
import { messageOf, Unavailable } from '../base/errors.ts';

/** One call to a service outside. A redirect is an answer like any other: whoever asks decides. */
export interface OutboundRequest {
  readonly url: string | URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  /** For the whole exchange, body included. */
  readonly timeoutMs?: number;
  /** A larger answer is cut off and counts as a failure of the service. */
  readonly maxBytes?: number;
}

export interface OutboundReply {
  readonly status: number;
  header(name: string): string | null;
  /** All values of a header that may come more than once (`set-cookie`). */
  headers(name: string): readonly string[];
  /** The body as it arrives, within the limits of the request. */
  readonly body: AsyncIterable<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
}

/** The only way out to the network: every call has a timeout and a size limit, and fails as `Unavailable` in words. */
export interface Outbound extends AsyncDisposable {
  request(call: OutboundRequest): Promise<OutboundReply>;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;

export interface OutboundOptions {
  /** http, https or socks5; where it is given nothing goes out beside it. */
  readonly proxyUrl?: string | null;
  readonly userAgent: string;
}

export function createOutbound({ proxyUrl, userAgent }: OutboundOptions): Outbound {
  const dispatcher = createDispatcher(proxyUrl ?? null);
  return {
    async request(call) {
      const url = new URL(call.url);
      const timeoutMs = call.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      const failure = (error: unknown) => unavailable(url, timeoutMs, error);
      try {
        const reply = await request(url, {
          dispatcher,
          method: call.method ?? 'GET',
          headers: { 'user-agent': userAgent, ...call.headers },
          body: call.body ?? null,
          signal: AbortSignal.timeout(timeoutMs),
        });
        return present(reply, call.maxBytes ?? DEFAULT_MAX_BYTES, failure);
      } catch (error) {
        throw failure(error);
      }
    },
    async [Symbol.asyncDispose]() {
      await dispatcher.destroy();
    },
  };
}

function createDispatcher(proxyUrl: string | null): Dispatcher {
  if (proxyUrl === null) return new Agent({ connect: { timeout: 10_000 } });
  return proxyUrl.startsWith('socks') ? new Socks5ProxyAgent(proxyUrl) : new ProxyAgent(proxyUrl);
}

function present(
  reply: Dispatcher.ResponseData,
  maxBytes: number,
  failure: (error: unknown) => Unavailable,
): OutboundReply {
  async function* limited(): AsyncGenerator<Uint8Array> {
    let received = 0;
    try {
      for await (const chunk of reply.body) {
        received += chunk.length;
        if (received > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
        yield chunk;
      }
    } catch (error) {
      throw failure(error);
    }
  }
  const body = limited();
  const bytes = async () => Buffer.concat(await Array.fromAsync(body));
  const headers = (name: string): readonly string[] => {
    const value = reply.headers[name.toLowerCase()];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  return {
    status: reply.statusCode,
    header: (name) => headers(name)[0] ?? null,
    headers,
    body,
    bytes,
    text: async () => new TextDecoder().decode(await bytes()),
  };
}

/** Names the host only: a path or query may hold a key. */
function unavailable(url: URL, timeoutMs: number, error: unknown): Unavailable {
  if (error instanceof Unavailable) return error;
  return new Unavailable(`${url.host} ${inWords(error, timeoutMs)}`, { host: url.host }, { cause: error });
}

function inWords(error: unknown, timeoutMs: number): string {
  const code = codeOf(error);
  if (error instanceof Error && error.name === 'TimeoutError')
    return `did not answer within ${timeoutMs / 1000} s`;
  // undici's error for it has a code only sometimes.
  if (error instanceof Error && error.name === 'HTTPParserError') return 'does not speak HTTP';
  switch (code) {
    case 'ECONNREFUSED':
      return 'refuses the connection: nothing listens at this address and port';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'cannot be found: no such host name';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'cannot be reached from here';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'closed the connection before it had answered';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'did not take the connection in time';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'CERT_HAS_EXPIRED':
      return `has a certificate that is not trusted (${code})`;
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'EPROTO':
      return 'does not speak TLS: try http:// instead of https://';
    default:
      return `failed: ${messageOf(error)}`;
  }
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? null : codeOf(error.cause);
}
