import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../base/errors.ts';
import { endpoints } from '../contract/endpoints.ts';
import { DOCUMENTS } from './docs.ts';
import { type Answer, answerTo } from './error-reply.ts';

const PLACES = endpoints.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`),
}));

/** In place of an address that cannot be decoded; none that a client can send, for it holds a space. */
export const UNREADABLE = '/ unreadable';

/** Whether the path of an address can be decoded. */
export function isReadable(url: string): boolean {
  try {
    decodeURI(url.split('?')[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** What to say to a request that no route takes: the wrong method, nothing there, or no address at all. */
export function answerToUnknown(request: FastifyRequest): Answer {
  const path = pathOf(request);
  if (path === UNREADABLE) {
    return { status: 400, code: 'validation_error', message: 'The address cannot be read.', context: null };
  }
  const methods = methodsOf(path);
  if (methods.length === 0) return answerTo(new NotFound(`There is nothing at ${path}.`));
  const allowed = methods.join(', ');
  return {
    status: 405,
    code: 'validation_error',
    message: `This address takes ${allowed}.`,
    context: null,
    headers: { allow: allowed },
  };
}

/** Whether an address is one of the pages', which the web client knows itself. */
export function isPage(request: FastifyRequest): boolean {
  const { method } = request;
  const path = pathOf(request);
  return (
    request.is404 &&
    path !== UNREADABLE &&
    (method === 'GET' || method === 'HEAD') &&
    !/^\/(?:api|assets|health|metrics)(?:\/|$)/.test(path) &&
    methodsOf(path).length === 0
  );
}

/** Sends the page of the web client. */
export type SendPage = (reply: FastifyReply) => Promise<FastifyReply>;

function methodsOf(path: string): readonly string[] {
  if (DOCUMENTS.includes(path)) return ['GET'];
  return [...new Set(PLACES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '/';
}
