import fastifyCookie from '@fastify/cookie';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { recordEndpoint } from '../access/record-audit.ts';
import { NotReady } from '../base/errors.ts';
import { randomToken } from '../platform/signed-token.ts';
import { currentRequestId, traced } from '../platform/trace.ts';
import { answerToUnknown } from './answer-to-unknown.ts';
import { authenticate, bringsUnknownKey } from './authenticate.ts';
import { boundConnections } from './bound-connections.ts';
import { answeringClientErrors } from './client-error.ts';
import { closeConnections } from './close-connections.ts';
import { allowOrigins } from './cors.ts';
import { documentRoutes, serveDocs } from './docs.ts';
import { type Answer, answerTo, errorReply } from './error-reply.ts';
import { type GuardNeeds, guard, isOpenFile, openFiles, routeOf } from './guard.ts';
import { liveRoute } from './live.ts';
import { createLogFew } from './log-few.ts';
import { logRequest } from './log-request.ts';
import { measureRequests } from './measure-requests.ts';
import type { HttpNeeds } from './needs.ts';
import { isPage, isWatched, ownAddress } from './own-addresses.ts';
import { parseBodies } from './parse-body.ts';
import { recogniseScrapers } from './recognise-scrapers.ts';
import { type Route, type ServeOptions, serve } from './route.ts';
import { accessRoutes } from './routes/access.ts';
import { accountRoutes } from './routes/account.ts';
import { activityRoutes } from './routes/activity.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { auditRoutes } from './routes/audit.ts';
import { backupRoutes } from './routes/backups.ts';
import { bookRoutes } from './routes/books.ts';
import { doctorRoutes } from './routes/doctor.ts';
import { downloadClientRoutes } from './routes/download-clients.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { duplicateRoutes } from './routes/duplicates.ts';
import { editingRoutes } from './routes/editing.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { indexerRoutes } from './routes/indexers.ts';
import { libraryRoutes } from './routes/libraries.ts';
import { metricsRoute } from './routes/metrics.ts';
import { nameRoutes } from './routes/names.ts';
import { oidcRoutes } from './routes/oidc.ts';
import { operationsRoutes } from './routes/operations.ts';
import { reorganisationRoutes } from './routes/reorganisations.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { userRoutes } from './routes/users.ts';
import { wantedRoutes } from './routes/wanted.ts';
import { securityHeaders } from './security-headers.ts';
import { refuseUnusual } from './unusual-requests.ts';
import { type SendPage, serveWebFiles } from './web-files.ts';

const SANE_REQUEST_ID = /^[\w.:-]{1,128}$/;
const BODY_LIMIT_BYTES = 1024 * 1024;
const MAX_URL_BYTES = 8 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const STOPPING = 'MAMcrawler is stopping. Try again in a moment.';
const FULL = 'MAMcrawler has more to do than it can at the moment. Try again in a few seconds.';

/** How long each part of a request may take. */
export interface ServerTimes {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly handlerTimeout: number;
  /** How often what takes too long to arrive is looked for. */
  readonly connectionsCheckingInterval: number;
}

const TIMES: ServerTimes = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  handlerTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
};

/** The whole HTTP side; listening is the caller's. */
export async function createServer(needs: HttpNeeds, times: ServerTimes = TIMES): Promise<FastifyInstance> {
  const { headersTimeout, requestTimeout, handlerTimeout, connectionsCheckingInterval } = times;
  const loggerInstance: FastifyBaseLogger = needs.log;
  const scraperOf = recogniseScrapers(needs.metricsNetworks);
  const guarding: GuardNeeds = {
    ...needs,
    authenticate: async (request) => scraperOf(request) ?? authenticate(needs, request),
    bringsUnknownKey: (request) => scraperOf(request) === null && bringsUnknownKey(needs, request),
    isPage,
  };
  const refuse = refusing(needs);
  const headersOf = securityHeaders({
    sharesSite: needs.corsOrigins.length > 0,
    isFile: (request) => isOpenFile(request) || isPage(request),
  });
  const few = createLogFew();
  const clientErrors = answeringClientErrors({ ...needs, few, headers: headersOf.noRequest });
  const server = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // What names no host is refused here.
    http: {
      headersTimeout,
      connectionsCheckingInterval,
      maxHeaderSize: MAX_HEADER_BYTES,
      requireHostHeader: false,
    },
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout,
    handlerTimeout,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    maxRequestsPerSocket: 10_000,
    forceCloseConnections: 'idle',
    // Answered here, in the shape of all errors.
    return503OnClosing: false,
    trustProxy: needs.trustedProxies.length === 0 ? false : [...needs.trustedProxies],
    routerOptions: { maxParamLength: MAX_URL_BYTES, ignoreTrailingSlash: true },
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomToken().slice(0, 16);
    },
    rewriteUrl: ({ url = '/' }) => ownAddress(url, needs.basePath),
    clientErrorHandler: clientErrors.answerError,
    frameworkErrors: refuse,
  });
  await server.register(fastifyCookie);
  parseBodies(server);
  let isStopping = false;
  server.addHook('preClose', async () => {
    isStopping = true;
  });
  function refusalOf({ url }: FastifyRequest): Error | undefined {
    if (isStopping) return new NotReady(STOPPING);
    return needs.load.isFull() && !isWatched(url) ? new NotReady(FULL) : undefined;
  }
  // No promises in what runs for every request and has nothing to wait for.
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersOf.request(request)).header('x-request-id', request.id);
    if (needs.leaving.aborted) reply.header('connection', 'close');
    traced(request.id, () => done(refusalOf(request)));
  });
  const measure = measureRequests(needs.metrics);
  server.addHook('onClose', async () => few[Symbol.dispose]());
  server.addHook('onResponse', (request, reply, done) => {
    traced(request.id, () => logRequest({ ...needs, few }, request, reply));
    measure(request, reply);
    done();
  });
  server.server.on('connect', (_, socket) => clientErrors.answerConnect(socket));
  boundConnections(server.server, needs.trustedProxies);
  closeConnections(server, headersTimeout);
  server.setErrorHandler(refuse);
  await allowOrigins(server, guarding);
  guard(server, guarding);
  refuseUnusual(server, send);
  server.addHook('onRequest', ({ url }, _, done) =>
    url.length > MAX_URL_BYTES ? done(new AddressTooLong()) : done(),
  );

  const options: ServeOptions = {
    checkReplies: needs.checkReplies,
    audit: async (note) => {
      try {
        await recordEndpoint(needs.db, note);
      } catch (error) {
        // It is done already: to say that it failed would make somebody do it twice.
        needs.log.error(
          { err: error, action: note.action, subject: note.subject },
          'the audit log missed a change',
        );
        needs.errors.note({ error, place: 'audit log', requestId: currentRequestId() });
      }
    },
  };
  const isWorker = needs.role === 'worker';
  const served = isWorker
    ? watchedRoutes(needs)
    : [...routes(needs), liveRoute(server, { ...needs, ...guarding })];
  for (const each of served) serve(server, each, options);
  const sendPage = isWorker ? null : await serveFiles(server, needs);
  server.setNotFoundHandler((request, reply) =>
    sendPage !== null && isPage(request) ? sendPage(reply) : send(answerToUnknown(request), request, reply),
  );
  return server;
}

/** The documents and the pages. */
async function serveFiles(server: FastifyInstance, needs: HttpNeeds): Promise<SendPage> {
  await openFiles(server, (files) => serveDocs(files, needs));
  const serving = Promise.withResolvers<SendPage>();
  await openFiles(server, async (files) => {
    serving.resolve(await serveWebFiles(files, { dir: needs.webDir, basePath: needs.basePath }));
  });
  return serving.promise;
}

/** By which a process is watched, whatever it does. */
function watchedRoutes(needs: HttpNeeds): readonly Route[] {
  return [...healthRoutes(needs), metricsRoute(needs)];
}

function routes(needs: HttpNeeds): readonly Route[] {
  return [
    ...watchedRoutes(needs),
    ...accessRoutes(needs),
    ...oidcRoutes(needs),
    ...accountRoutes(needs),
    ...apiKeyRoutes(needs),
    ...userRoutes(needs),
    ...auditRoutes(needs),
    ...libraryRoutes(needs),
    ...duplicateRoutes(needs),
    ...reorganisationRoutes(needs),
    ...bookRoutes(needs),
    ...editingRoutes(needs),
    ...nameRoutes(needs),
    ...statisticsRoutes(needs),
    ...wantedRoutes(needs),
    ...downloadRoutes(needs),
    ...importRoutes(needs),
    ...indexerRoutes(needs),
    ...downloadClientRoutes(needs),
    ...activityRoutes(needs),
    ...documentRoutes(needs),
    ...operationsRoutes(needs),
    ...doctorRoutes(needs),
    ...backupRoutes(needs),
  ];
}

function refusing({ log, errors }: Pick<HttpNeeds, 'log' | 'errors'>) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const answer = answerTo(error);
    if (answer.isBug === true) {
      const place = `${request.method} ${routeOf(request)}`;
      traced(request.id, () => log.error({ err: error, place }, 'request failed'));
      errors.note({ error, place, requestId: request.id });
    }
    return send(answer, request, reply);
  };
}

function send(answer: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(answer.status)
    .headers({ 'cache-control': 'no-store', ...answer.headers, 'x-request-id': request.id })
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(errorReply(answer, request.id));
}

/** Known to `error-reply.ts` by its status, as what the framework throws. */
class AddressTooLong extends Error {
  readonly statusCode = 414;
}
