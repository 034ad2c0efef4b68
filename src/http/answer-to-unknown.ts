import type { FastifyRequest } from 'fastify';
import { NotFound } from '../base/errors.ts';
import { type Answer, answerTo } from './error-reply.ts';
import { askedPath, methodsOf, UNREADABLE } from './own-addresses.ts';

/** What to say to a request that no route takes: the wrong method, nothing there, or no address at all. */
export function answerToUnknown(request: Pick<FastifyRequest, 'method' | 'url' | 'originalUrl'>): Answer {
  if (request.url === UNREADABLE) {
    return { status: 400, code: 'validation_error', message: 'The address cannot be read.', context: null };
  }
  const path = askedPath(request);
  const methods = methodsOf(path);
  // Also a file that is not there.
  if (methods.length === 0 || methods.includes(request.method))
    return answerTo(new NotFound(`There is nothing at ${path}.`));
  const allowed = methods.join(', ');
  return {
    status: 405,
    code: 'validation_error',
    message: `This address takes ${allowed}.`,
    context: null,
    headers: { allow: allowed },
  };
}
