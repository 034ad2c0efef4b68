import fastifyCors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { countPreflight, type GuardNeeds } from './guard.ts';

const PREFLIGHT_AGE_SECONDS = 600;

/** Lets pages of the configured origins call the API with the session cookie; without any it stays closed. */
export async function allowOrigins(server: FastifyInstance, needs: GuardNeeds): Promise<void> {
  if (needs.corsOrigins.length === 0) return;
  const allowed = new Set(needs.corsOrigins);
  server.addHook('onRequest', async (request, reply) => {
    if (isPreflight(request)) await countPreflight(needs, request, reply);
  });
  await server.register(fastifyCors, {
    delegator: (request, done) => {
      const { origin } = request.headers;
      done(null, {
        origin: origin !== undefined && allowed.has(origin) ? [origin] : false,
        preflight: isPreflight(request),
        credentials: true,
        methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
        allowedHeaders: ['Authorization', 'Content-Type', 'Last-Event-ID', 'X-API-Key', 'X-Request-ID'],
        exposedHeaders: [
          'X-Request-ID',
          'RateLimit-Limit',
          'RateLimit-Remaining',
          'RateLimit-Reset',
          'RateLimit-Policy',
          'Retry-After',
        ],
        maxAge: PREFLIGHT_AGE_SECONDS,
      });
    },
  });
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}
