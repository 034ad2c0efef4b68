import type { Socket } from 'node:net';
import { randomToken } from '../platform/signed-token.ts';
import { errorReply } from './error-reply.ts';

/** Statuses and words for what never became a request. */
const FAULTS: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request took too long to arrive.'],
};
const MALFORMED = [400, 'Bad Request', 'The request is not HTTP as it should be.'] as const;

/** Answers what Node cannot read, in the one shape of errors, and closes the connection. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(rawReply(error.code ?? ''));
  socket.destroy(error);
}

function rawReply(code: string): string {
  const [status, phrase, message] = FAULTS[code] ?? MALFORMED;
  const requestId = randomToken().slice(0, 16);
  const body = JSON.stringify(
    errorReply({ status, code: 'validation_error', message, context: null }, requestId),
  );
  return [
    `HTTP/1.1 ${status} ${phrase}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'x-content-type-options: nosniff',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
