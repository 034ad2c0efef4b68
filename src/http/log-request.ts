import type { FastifyReply, FastifyRequest } from 'fastify';
import { SECOND_MS } from '../base/clock.ts';
import type { Log } from '../platform/log.ts';
import { addressOf } from './address-of.ts';
import { routeOf } from './guard.ts';
import type { LogFew } from './log-few.ts';
import { askedPath } from './own-addresses.ts';

/**
 * One line for each request, when its reply is sent; of those that one limit refuses within its window the first, and how
 * many more there were.
 */
export function logRequest(
  { log, few }: { readonly log: Log; readonly few: LogFew },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { actor, refusedBy } = request;
  const address = addressOf(request);
  if (refusedBy !== undefined) {
    const { key, resetSeconds } = refusedBy;
    const tellOthers = (count: number) =>
      log.info({ count, limit: key, address }, 'more requests were refused by the same limit');
    if (!few.isFirst(key, resetSeconds * SECOND_MS, tellOthers)) return;
  }
  log.info(
    {
      method: request.method,
      path: askedPath(request),
      route: routeOf(request),
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      address,
      ...(actor === undefined || actor.kind === 'nobody' || actor.userId === null
        ? {}
        : { user_id: actor.userId }),
      ...(actor?.kind === 'api_key' ? { api_key_id: actor.keyId } : {}),
    },
    'request',
  );
}
