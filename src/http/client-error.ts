import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { MINUTE_MS } from '../base/clock.ts';
import { networkOf } from '../base/network-of.ts';
import type { Log } from '../platform/log.ts';
import { randomToken } from '../platform/signed-token.ts';
import { errorReply } from './error-reply.ts';
import type { LogFew } from './log-few.ts';

/** Statuses and words for what never became a request. */
const FAULTS: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request took too long to arrive.'],
  CONNECT: [405, 'Method Not Allowed', 'MAMcrawler is no proxy: it leads nowhere else.'],
};
const MALFORMED = [400, 'Bad Request', 'The request is not HTTP as it should be.'] as const;

interface Needs {
  readonly log: Log;
  readonly few: LogFew;
  /** Of every such answer. */
  readonly headers: Readonly<Record<string, string>>;
}

type Connection = Duplex & { readonly remoteAddress?: string | undefined };

interface ClientErrors {
  /** What Node cannot read. */
  answerError(error: Error & { readonly code?: string }, socket: Socket): void;
  /** Who takes this for a proxy. */
  answerConnect(socket: Connection): void;
}

/**
 * Answers what Node makes no request of in the one shape of errors, and closes the connection; of one address it logs
 * the first within a minute, and how many more there were.
 */
export function answeringClientErrors({ log, few, headers }: Needs): ClientErrors {
  function answer(code: string, socket: Connection): void {
    const { remoteAddress: address = '' } = socket;
    const [status, phrase, message] = FAULTS[code] ?? MALFORMED;
    const requestId = randomToken().slice(0, 16);
    const tellOthers = (count: number) => log.info({ count, address }, 'more came that is no request');
    if (few.isFirst(`no request:${networkOf(address)}`, MINUTE_MS, tellOthers))
      log.info({ status, fault: code, address, request_id: requestId }, 'what came is no request');
    const body = JSON.stringify(
      errorReply({ status, code: 'validation_error', message, context: null }, requestId),
    );
    const lines = {
      ...headers,
      ...(status === 405 ? { allow: '' } : {}),
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': requestId,
      connection: 'close',
    };
    const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
    if (socket.writable) socket.write([`HTTP/1.1 ${status} ${phrase}`, ...head, '', body].join('\r\n'));
    socket.destroy();
  }

  return {
    answerError({ code = '' }, socket) {
      if (code === 'ECONNRESET' || socket.destroyed) return;
      // Nothing ever came: a browser had it in reserve.
      if (socket.bytesRead === 0) socket.destroy();
      else answer(code, socket);
    },
    answerConnect(socket) {
      socket.on('error', () => {});
      answer('CONNECT', socket);
    },
  };
}
