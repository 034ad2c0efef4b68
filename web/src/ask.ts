import type { FieldFault } from '../../src/base/errors.ts';
import { formatDuration } from '../../src/base/quantities.ts';
import { signIn } from '../../src/contract/access.ts';
import { ApiError, type CallInput, call, NoAnswer } from '../../src/contract/call.ts';
import type { AnyEndpoint, ReplyOf } from '../../src/contract/endpoint.ts';
import type { Cooldown } from './cooldown.ts';
import { apiBaseUrl } from './paths.ts';

/** Asks one endpoint of our server; waits first where the server asked for a pause. */
export type Ask = <E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E>,
  signal?: AbortSignal,
) => Promise<ReplyOf<E>>;

export function createAsk(cooldown: Cooldown): Ask {
  return async (endpoint, input, signal) => {
    await cooldown.over(signal);
    try {
      return await call(endpoint, input, { baseUrl: serverUrl(), ...(signal ? { signal } : {}) });
    } catch (error) {
      if (isPausing(endpoint, error)) cooldown.start(retryAfterSeconds(error));
      throw error;
    }
  };
}

/** Longer ones are those of single operations, such as downloads by the hour: all else goes on. */
const LONGEST_PAUSE_SECONDS = 120;

/** Whether a refusal concerns everything that is asked; that of a sign-in concerns one account only. */
function isPausing(endpoint: AnyEndpoint, error: unknown): error is ApiError {
  return endpoint.name !== signIn.name && isShortPause(error);
}

/** Whether the server asks for a pause that one can wait for. */
export function isShortPause(error: unknown): boolean {
  return isTooMany(error) && retryAfterSeconds(error) <= LONGEST_PAUSE_SECONDS;
}

/** Where the server is, without a slash at the end. */
export function serverUrl(): string {
  return apiBaseUrl(document.baseURI, import.meta.env['VITE_API_URL']);
}

export function isTooMany(error: unknown): error is ApiError {
  return error instanceof ApiError && error.reply.status_code === 429;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.reply.status_code === 401;
}

export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.reply.status_code === 403;
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.reply.status_code === 404;
}

const GATEWAY_STATUSES: readonly number[] = [502, 503, 504];

/** Whether nothing came from our server: nobody answered, or a proxy in its place while it is away. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof ApiError)) return error instanceof NoAnswer;
  return GATEWAY_STATUSES.includes(error.reply.status_code) && requestIdOf(error) === null;
}

const UNSAID_PAUSE_SECONDS = 10;

/** How long the server asks to wait. */
export function retryAfterSeconds(error: ApiError): number {
  const said = error.reply.retry_after ?? error.reply.context?.['retry_after'];
  return typeof said === 'number' && said > 0 ? said : UNSAID_PAUSE_SECONDS;
}

/** Under which id the log has it; null where no request came through. */
export function requestIdOf(error: unknown): string | null {
  return error instanceof ApiError ? error.reply.request_id || null : null;
}

/** The error as a sentence for a person. */
export function sentenceOf(error: unknown): string {
  if (isTooMany(error)) return waitSentence(error);
  if (isAway(error)) return 'The server does not answer. Is it running, and is this device online?';
  if (error instanceof ApiError) return error.reply.message;
  return error instanceof Error ? error.message : String(error);
}

/** The server's own words where they say more than that these were too many. */
function waitSentence(error: ApiError): string {
  const { message } = error.reply;
  if (!/^Too many requests\b/i.test(message)) return message;
  const pause = isShortPause(error) ? '' : ` ${formatDuration(retryAfterSeconds(error))}`;
  return `Too many requests. Please wait${pause}.`;
}

/** What the server found wrong with single fields of the input. */
export function fieldFaultsOf(error: unknown): readonly FieldFault[] {
  if (!(error instanceof ApiError)) return [];
  const fields: unknown = error.reply.context?.['fields'];
  return Array.isArray(fields) ? fields.filter(isFieldFault) : [];
}

/** What is wrong with the field of this path. */
export function faultAt(error: unknown, path: string): string | undefined {
  return fieldFaultsOf(error).find((fault) => fault.path === path)?.message;
}

function isFieldFault(value: unknown): value is FieldFault {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('message' in value))
    return false;
  return typeof value.path === 'string' && typeof value.message === 'string';
}
