import fastifyCookie from '@fastify/cookie';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { NotFound } from '../base/errors.ts';
import { endpoints } from '../contract/endpoints.ts';
import { randomToken } from '../platform/signed-token.ts';
import { traced } from '../platform/trace.ts';
import { authenticate } from './authenticate.ts';
import { closeConnectionsAtTheEnd } from './close-connections.ts';
import { DOCUMENTS, serveDocs } from './docs.ts';
import { answerTo, errorReply } from './error-reply.ts';
import { liveRoute } from './live.ts';
import type { HttpNeeds } from './needs.ts';
import { type Route, type ServeOptions, serve } from './route.ts';
import { accessRoutes } from './routes/access.ts';
import { activityRoutes } from './routes/activity.ts';
import { bookRoutes } from './routes/books.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { indexerRoutes } from './routes/indexers.ts';
import { libraryRoutes } from './routes/libraries.ts';
import { nameRoutes } from './routes/names.ts';
import { wantedRoutes } from './routes/wanted.ts';
import { serveWebFiles } from './web-files.ts';

const SANE_REQUEST_ID = /^[\w.:-]{1,128}$/;
const BODY_LIMIT_BYTES = 1024 * 1024;
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** The whole HTTP side; listening is the caller's. */
export async function createServer(needs: HttpNeeds): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = needs.log;
  const server = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomToken().slice(0, 16);
    },
    rewriteUrl: ({ url = '/' }) => withoutBase(url, needs.basePath),
    frameworkErrors: (error, request, reply) => refuse(error, request, reply),
  });
  await server.register(fastifyCookie);
  parseBodies(server);
  server.addHook('onRequest', (request, _, done) => traced(request.id, done));
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
  });
  server.addHook('onResponse', async (request, reply) => {
    needs.log.info(
      {
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
  closeConnectionsAtTheEnd(server);
  server.setErrorHandler(refuse);

  const options: ServeOptions = {
    authenticate: (request) => authenticate(needs, request),
    checkReplies: needs.checkReplies,
  };
  for (const each of [...routes(needs), liveRoute(server, { live: needs.live, ...options })])
    serve(server, each, options);
  await serveDocs(server, needs);
  const sendPage = await serveWebFiles(server, { dir: needs.webDir, basePath: needs.basePath });
  server.setNotFoundHandler((request, reply) => notFound(request, reply, sendPage));
  return server;
}

function routes(needs: HttpNeeds): readonly Route[] {
  return [
    ...accessRoutes(needs),
    ...libraryRoutes(needs),
    ...bookRoutes(needs),
    ...nameRoutes(needs),
    ...wantedRoutes(needs),
    ...downloadRoutes(needs),
    ...importRoutes(needs),
    ...indexerRoutes(needs),
    ...activityRoutes(needs),
    ...healthRoutes(needs),
  ];
}

/** An empty body is no body, also where a client says that it is JSON (a DELETE of many libraries). */
function parseBodies(server: FastifyInstance): void {
  server.removeContentTypeParser(['text/plain', 'application/json']);
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, String(body), done);
  });
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = answerTo(error);
  if (answer.isBug === true) request.log.error({ err: error }, 'request failed');
  return reply
    .code(answer.status)
    .headers({ ...answer.headers, 'x-request-id': request.id })
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(errorReply(answer, request.id));
}

async function notFound(
  request: FastifyRequest,
  reply: FastifyReply,
  sendPage: (reply: FastifyReply) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const path = request.url.split('?')[0] ?? '/';
  const methods = methodsOf(path);
  if (methods.length > 0) {
    const allowed = methods.join(', ');
    reply.header('allow', allowed);
    const answer = {
      status: 405,
      code: 'validation_error' as const,
      message: `This address takes ${allowed}.`,
      context: null,
    };
    return reply.code(405).send(errorReply(answer, request.id));
  }
  const isPage =
    (request.method === 'GET' || request.method === 'HEAD') &&
    !/^\/(?:api|assets|health|metrics)(?:\/|$)/.test(path);
  if (isPage) return sendPage(reply);
  return refuse(new NotFound(`There is nothing at ${path}.`), request, reply);
}

function methodsOf(path: string): readonly string[] {
  if (DOCUMENTS.includes(path)) return ['GET'];
  const matching = endpoints.filter((endpoint) => patternOf(endpoint.path).test(path));
  return [...new Set(matching.map(({ method }) => method))];
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`);
}

function withoutBase(url: string, basePath: string): string {
  return basePath !== '/' && url.startsWith(basePath) ? `/${url.slice(basePath.length)}` : url;
}
