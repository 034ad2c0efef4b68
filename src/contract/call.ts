import type { AnyEndpoint, BodyInput, ParamsOf, QueryInput, ReplyOf } from './endpoint.ts';
import { ErrorReply } from './error.ts';

export interface CallInput<E extends AnyEndpoint> {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryInput<E>;
  readonly body?: BodyInput<E>;
}

export interface CallOptions {
  /** Where the server is, without a slash at the end: `http://127.0.0.1:8000`. */
  readonly baseUrl: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** What the server answered when it refused. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly reply: ErrorReply;

  constructor(reply: ErrorReply) {
    super(reply.message);
    this.reply = reply;
  }
}

/** There is no server, or it fell silent: what `fetch` throws then, told apart from a mistake in our own code. */
export class NoAnswer extends TypeError {
  override readonly name = 'NoAnswer';
}

/** The longest answers, of 200 rows of anything, have less than a tenth of it. */
const MAX_REPLY_LENGTH = 16 * 1024 * 1024;

/**
 * Calls one endpoint: the client of the web pages and of the command line.
 * Throws ApiError where the server refuses, NoAnswer where there is none.
 */
export async function call<E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions,
): Promise<ReplyOf<E>> {
  const response = await callRaw(endpoint, input, options);
  if (endpoint.status === 204) return undefined as ReplyOf<E>;
  return JSON.parse(await readText(response)) as ReplyOf<E>;
}

/** The same, and answers what came as it is: for files, streams and headers. The caller reads the body, or cancels it. */
export async function callRaw<E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions,
): Promise<Response> {
  const url = options.baseUrl + pathOf(endpoint, input);
  const answer = fetch(url, {
    method: endpoint.method,
    credentials: 'include',
    // The key is for this server alone.
    redirect: 'error',
    headers: {
      accept: endpoint.replyMediaType,
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const response = await answer.catch(asNoAnswer);
  if (!response.ok) throw new ApiError(await readError(response));
  return response;
}

function asNoAnswer(error: unknown): never {
  throw error instanceof TypeError ? new NoAnswer(error.message, { cause: error.cause }) : error;
}

/** The path of a call with parameters and query filled in. */
export function pathOf<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>): string {
  const params: Record<string, unknown> = input.params ?? {};
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries<unknown>(input.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Throws where whoever answers never stops. */
async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  // Not every browser can iterate over a stream.
  const next = () => reader?.read().catch(asNoAnswer);
  for (let part = await next(); part !== undefined && !part.done; part = await next()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length <= MAX_REPLY_LENGTH) continue;
    await reader?.cancel();
    throw new NoAnswer('the answer is longer than any of MAMcrawler');
  }
  return text + decoder.decode();
}

async function readError(response: Response): Promise<ErrorReply> {
  const pause = pauseOf(response);
  const parsed = ErrorReply.safeParse(
    await readText(response)
      .then(JSON.parse)
      .catch(() => null),
  );
  if (parsed.success) return { ...pause, ...parsed.data };
  return {
    code: codeOf(response.status),
    message: `The server answered ${response.status} without saying why. Is this address MAMcrawler's?`,
    status_code: response.status,
    context: null,
    timestamp: new Date().toISOString(),
    request_id: response.headers.get('x-request-id') ?? '',
    ...pause,
  };
}

/** A proxy in front of the program also has limits. */
function codeOf(status: number): ErrorReply['code'] {
  if (status === 429) return 'rate_limit_exceeded';
  return status >= 500 ? 'service_unavailable' : 'internal_error';
}

/** What the header asks for, where it does so in seconds; a 503 has it nowhere else. */
function pauseOf({ headers }: Response): Pick<ErrorReply, 'retry_after'> {
  const seconds = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(seconds) ? { retry_after: Number(seconds) } : {};
}
