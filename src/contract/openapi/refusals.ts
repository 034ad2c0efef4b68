import { z } from 'zod';
import type { AnyEndpoint } from '../endpoint.ts';
import type { ErrorCode, ErrorReply } from '../error.ts';

/** One way in which a request can fail, as the documents tell of it. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  /** Of the component in the document; refusals of one status have one. */
  readonly name: string;
  /** When it comes, as a sentence. */
  readonly meaning: string;
  readonly example: Pick<ErrorReply, 'message' | 'context' | 'error' | 'retry_after'>;
}

const plain = (message: string) => ({ message, context: null });

const UNREADABLE: Refusal = {
  status: 400,
  code: 'validation_error',
  name: 'Unreadable',
  meaning: 'The request cannot be read: its address, or the length that it claims',
  example: plain('The address cannot be read.'),
};
const SLOW: Refusal = {
  status: 408,
  code: 'validation_error',
  name: 'TooSlow',
  meaning: 'The request took too long to arrive',
  example: plain('The request took too long to arrive.'),
};
const TOO_LARGE: Refusal = {
  status: 413,
  code: 'validation_error',
  name: 'TooLarge',
  meaning: 'The body is larger than 1 MiB',
  example: plain('The body is too large.'),
};
const TOO_LONG: Refusal = {
  status: 414,
  code: 'validation_error',
  name: 'TooLong',
  meaning: 'The address is longer than 8 KiB',
  example: plain('The address is too long.'),
};
const NO_JSON: Refusal = {
  status: 415,
  code: 'validation_error',
  name: 'UnsupportedType',
  meaning: 'The body is something else than JSON, or its `Content-Type` says so',
  example: plain('The body must be JSON, with Content-Type: application/json.'),
};

/** What each code means where an endpoint answers it by itself. */
export const REFUSALS: Readonly<Record<ErrorCode, Refusal>> = {
  validation_error: {
    status: 422,
    code: 'validation_error',
    name: 'Invalid',
    meaning: 'The request is wrong; `context.fields` says where and why',
    example: {
      message: 'The query is not valid: limit must be at most 200',
      context: { fields: [{ path: 'limit', message: 'must be at most 200' }] },
    },
  },
  unauthorized: {
    status: 401,
    code: 'unauthorized',
    name: 'Unauthorized',
    meaning: 'No valid key or session came with the request, or what was to prove who asks is wrong',
    example: plain('Sign in, or send an API key in the X-API-Key header.'),
  },
  forbidden: {
    status: 403,
    code: 'forbidden',
    name: 'Forbidden',
    meaning:
      'The role, or the scope of the key, does not allow it; or a page of another site asked for a change',
    example: {
      message: 'Your role (viewer) does not allow this.',
      context: { needs: 'library.edit' },
    },
  },
  not_found: {
    status: 404,
    code: 'not_found',
    name: 'NotFound',
    meaning: 'There is no such thing',
    example: plain('There is no book 4711.'),
  },
  conflict: {
    status: 409,
    code: 'conflict',
    name: 'Conflict',
    meaning: 'The request is sound, but what is there already stands against it; `message` says what',
    example: { message: 'This book is wanted already.', context: { wanted_id: 7 } },
  },
  rate_limit_exceeded: {
    status: 429,
    code: 'rate_limit_exceeded',
    name: 'TooManyRequests',
    meaning: 'Too many requests; `retry_after` says how many seconds to wait',
    example: {
      message: 'Too many requests',
      context: { limit: 60, window_seconds: 60 },
      error: 'rate_limit_exceeded',
      retry_after: 12,
    },
  },
  internal_error: {
    status: 500,
    code: 'internal_error',
    name: 'Fault',
    meaning: 'A fault of the program; its log has the stack under the `request_id`',
    example: plain('Internal server error'),
  },
  database_error: {
    status: 500,
    code: 'database_error',
    name: 'Fault',
    meaning: 'The database refused a statement: a fault of the program, too',
    example: plain('The database refused a statement.'),
  },
  external_api_error: {
    status: 502,
    code: 'external_api_error',
    name: 'OutsideFault',
    meaning: 'A service outside failed or refused; `message` says which and how',
    example: { message: 'indexer.example did not answer in 30 s.', context: { host: 'indexer.example' } },
  },
  service_unavailable: {
    status: 503,
    code: 'service_unavailable',
    name: 'Unavailable',
    meaning:
      'The database cannot be reached, or there is too much to do; `Retry-After` says when to try again',
    example: plain('The database cannot be reached. Try again in a moment.'),
  },
};

const AT_ANY_TIME: readonly ErrorCode[] = [
  'rate_limit_exceeded',
  'internal_error',
  'database_error',
  'service_unavailable',
];

/** Every way in which an endpoint can refuse, by status: what follows from its shape, and what it declares. */
export function refusalsOf(endpoint: AnyEndpoint): readonly Refusal[] {
  const hasBody = !isNothing(endpoint.body);
  const hasPath = !isNothing(endpoint.params);
  const hasQuery = !isNothing(endpoint.query);
  const isChange = endpoint.method !== 'GET';
  const isOpen = endpoint.needs === 'open';
  const asksForPermission = !isOpen && endpoint.needs !== 'signed-in';
  const codes = new Set<ErrorCode>([
    ...AT_ANY_TIME,
    ...endpoint.errors,
    ...(isOpen ? [] : (['unauthorized'] as const)),
    ...(asksForPermission || isChange ? (['forbidden'] as const) : []),
    ...(hasPath ? (['not_found'] as const) : []),
    ...(hasBody || hasPath || hasQuery ? (['validation_error'] as const) : []),
  ]);
  return [
    ...(hasBody || hasPath ? [UNREADABLE] : []),
    ...(hasQuery ? [TOO_LONG] : []),
    ...(hasBody ? [SLOW, TOO_LARGE, NO_JSON] : []),
    ...[...codes].map((code) => REFUSALS[code]),
  ].toSorted((a, b) => a.status - b.status);
}

/** Every refusal of the program, each once. */
export const ALL_REFUSALS: readonly Refusal[] = [
  UNREADABLE,
  SLOW,
  TOO_LARGE,
  TOO_LONG,
  NO_JSON,
  ...Object.values(REFUSALS),
];

function isNothing(type: z.ZodType): boolean {
  return type instanceof z.ZodUndefined;
}
