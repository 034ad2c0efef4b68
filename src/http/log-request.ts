import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../platform/log.ts';
import { routeOf } from './guard.ts';
import { UNREADABLE } from './not-found.ts';

/** One line for each request, when its reply is sent. */
export function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const { actor } = request;
  log.info(
    {
      method: request.method,
      path: (request.url === UNREADABLE ? request.originalUrl : request.url).split('?')[0],
      route: routeOf(request),
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      address: request.ip,
      ...(actor === undefined || actor.kind === 'nobody' || actor.userId === null
        ? {}
        : { user_id: actor.userId }),
      ...(actor?.kind === 'api_key' ? { api_key_id: actor.keyId } : {}),
    },
    'request',
  );
}
