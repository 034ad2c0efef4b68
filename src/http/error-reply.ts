import {
  AppError,
  Conflict,
  type ErrorContext,
  Forbidden,
  Invalid,
  NotFound,
  NotReady,
  Refused,
  TooManyRequests,
  Unauthorized,
  Unavailable,
} from '../base/errors.ts';
import type { ErrorCode, ErrorReply } from '../contract/error.ts';
import { isDatabaseDown, isDatabaseError, isDatabaseFull } from '../platform/database.ts';

export interface Answer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly context: ErrorContext | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number;
  /** Ours to mend: the log needs the stack. */
  readonly isBug?: boolean;
}

/** The only place that knows which status and code each error becomes. */
export function answerTo(error: unknown): Answer {
  if (error instanceof AppError) return answerToOwn(error);
  if (isDatabaseDown(error)) {
    return {
      status: 503,
      code: 'service_unavailable',
      message: 'The database cannot be reached. Try again in a moment.',
      context: null,
      headers: RETRY_SOON,
      isBug: true,
    };
  }
  if (isDatabaseFull(error)) {
    return {
      status: 503,
      code: 'service_unavailable',
      message: 'The disk of the database is full. Make room there, then try again; nothing was changed.',
      context: null,
      headers: RETRY_SOON,
      isBug: true,
    };
  }
  if (isDatabaseError(error)) {
    return {
      status: 500,
      code: 'database_error',
      message: 'The database refused a statement.',
      context: null,
      isBug: true,
    };
  }
  if (error instanceof Error && 'code' in error && error.code === 'FST_ERR_HANDLER_TIMEOUT') {
    return {
      status: 503,
      code: 'service_unavailable',
      message: 'This takes longer than a request may. Try again in a moment.',
      context: null,
      headers: RETRY_SOON,
      isBug: true,
    };
  }
  const status = statusOfFramework(error);
  if (status !== null) {
    return {
      status,
      code: 'validation_error',
      message: FRAMEWORK_MESSAGES[status] ?? 'The request is not valid.',
      context: null,
    };
  }
  return INTERNAL;
}

export function errorReply(answer: Answer, requestId: string): ErrorReply {
  return {
    code: answer.code,
    message: answer.message,
    status_code: answer.status,
    context: answer.context,
    timestamp: new Date().toISOString(),
    request_id: requestId,
    ...(answer.code === 'rate_limit_exceeded'
      ? { error: 'rate_limit_exceeded', retry_after: answer.retryAfterSeconds }
      : {}),
  };
}

function answerToOwn(error: AppError): Answer {
  const { message, context } = error;
  if (error instanceof Invalid) return { status: 422, code: 'validation_error', message, context };
  if (error instanceof Unauthorized) return { status: 401, code: 'unauthorized', message, context };
  if (error instanceof Forbidden) return { status: 403, code: 'forbidden', message, context };
  if (error instanceof NotFound) return { status: 404, code: 'not_found', message, context };
  if (error instanceof Conflict) return { status: 409, code: 'conflict', message, context };
  if (error instanceof TooManyRequests) {
    const { retryAfterSeconds } = error;
    return {
      status: 429,
      code: 'rate_limit_exceeded',
      message,
      context,
      retryAfterSeconds,
      headers: { 'retry-after': String(retryAfterSeconds) },
    };
  }
  if (error instanceof Unavailable || error instanceof Refused) {
    return { status: 502, code: 'external_api_error', message, context };
  }
  if (error instanceof NotReady)
    return { status: 503, code: 'service_unavailable', message, context, headers: RETRY_SOON };
  return INTERNAL;
}

const INTERNAL: Answer = {
  status: 500,
  code: 'internal_error',
  message: 'Internal server error',
  context: null,
  isBug: true,
};

const RETRY_SOON = { 'retry-after': '5' };

const FRAMEWORK_MESSAGES: Readonly<Record<number, string>> = {
  400: 'The address cannot be read.',
  408: 'The request took too long to arrive.',
  413: 'The body is too large.',
  414: 'The address is too long.',
  415: 'The body must be JSON, with Content-Type: application/json.',
  422: 'The body is not valid JSON.',
  431: 'The headers of the request are too large.',
};

function statusOfFramework(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof SyntaxError && 'statusCode' in error) return 422;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return 422;
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return 400;
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  return status >= 400 && status < 500 ? status : null;
}
