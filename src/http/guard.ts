import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/permissions.ts';
import { AppError, TooManyRequests } from '../base/errors.ts';
import type { AnyEndpoint } from '../contract/endpoint.ts';
import type { RateLimits } from '../platform/config.ts';
import type { RateLimiter, Taken } from '../platform/rate-limiter.ts';
import { refuseForgery } from './authenticate.ts';
import { type Limit, limitOfFiles, limitsOf } from './limits.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** By what a route is guarded: its endpoint, or the limit of files that are open to everybody. */
    guard?: Guarded;
  }
  interface FastifyRequest {
    /** Who asks; undefined until that is known. */
    actor: Actor | undefined;
    /** As `routeOf` tells it; kept, for who is not found is passed on to another route. */
    place: string | undefined;
  }
}

export interface GuardNeeds {
  authenticate(request: FastifyRequest): Promise<Actor>;
  readonly rateLimiter: RateLimiter;
  readonly rateLimits: RateLimits;
  readonly corsOrigins: readonly string[];
  /** Whether an address that no route has is answered with the page. */
  isPage(request: FastifyRequest): boolean;
}

const FILES = 'files';
type Guarded = AnyEndpoint | typeof FILES;
const NOBODY: Actor = { kind: 'nobody' };

/**
 * Stands before everything that is asked, before the body is read: who is it, have they asked too often, did another
 * site make them ask, may they. No route can be registered that it does not know.
 */
export function guard(server: FastifyInstance, needs: GuardNeeds): void {
  server.decorateRequest('actor', undefined);
  server.decorateRequest('place', undefined);
  server.addHook('onRoute', function (route) {
    if (this.hasDecorator(FILES)) route.config = { ...route.config, guard: FILES };
    if (route.config?.guard !== undefined) return;
    throw new Error(
      `${String(route.method)} ${route.url} has no guard: serve() what the contract names, openFiles() the rest.`,
    );
  });
  server.addHook('onRequest', async (request, reply) => {
    const guarded = guardOf(request) ?? (needs.isPage(request) ? FILES : undefined);
    request.place = placeOf(guarded);
    if (guarded === FILES)
      return takeFrom(needs, reply, [limitOfFiles(addressOf(request), needs.rateLimits)]);
    return admit(needs, guarded ?? null, request, reply);
  });
}

/** Registers what is open to everybody and no endpoint: the pages' files, the documents. */
export async function openFiles(
  server: FastifyInstance,
  register: (files: FastifyInstance) => Promise<void>,
): Promise<void> {
  await server.register((files, _, done) => {
    files.decorate(FILES, true);
    register(files).then(() => done(), done);
  });
}

/** What browsers ask before they ask for another site; throws TooManyRequests. */
export function countPreflight(
  needs: GuardNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  return takeFrom(needs, reply, [limitOfFiles(addressOf(request), needs.rateLimits)]);
}

/** The template of a request's address: of an endpoint as the contract writes it, `files`, `none`. */
export function routeOf(request: FastifyRequest): string {
  return request.place ?? placeOf(guardOf(request));
}

function guardOf({ routeOptions }: FastifyRequest): Guarded | undefined {
  return routeOptions.config.guard;
}

function placeOf(guarded: Guarded | undefined): string {
  if (guarded === undefined) return 'none';
  return guarded === FILES ? FILES : guarded.path;
}

async function admit(
  needs: GuardNeeds,
  endpoint: AnyEndpoint | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  let actor = NOBODY;
  let refusal: unknown = null;
  try {
    actor = await needs.authenticate(request);
  } catch (error) {
    // What is open to nobody also answers while the database, which knows who asks, cannot be reached.
    if (endpoint !== null && (endpoint.needs !== 'open' || error instanceof AppError)) refusal = error;
  }
  request.actor = actor;
  const caller = { actor, address: addressOf(request) };
  await takeFrom(needs, reply, limitsOf(caller, endpoint?.limit ?? 'caller', needs.rateLimits));
  if (refusal !== null) throw refusal;
  if (endpoint === null) return;
  refuseForgery(request, needs.corsOrigins);
  authorize(actor, endpoint.needs);
}

async function takeFrom(
  { rateLimiter }: GuardNeeds,
  reply: FastifyReply,
  limits: readonly Limit[],
): Promise<void> {
  let tightest: (Taken & { readonly windowSeconds: number }) | null = null;
  for (const { key, points, windowSeconds } of limits) {
    const taken = await rateLimiter.take(key, { points, windowSeconds });
    if (tightest === null || taken.remaining < tightest.remaining || !taken.allowed)
      tightest = { ...taken, windowSeconds };
    if (!taken.allowed) break;
  }
  if (tightest === null) return;
  const { allowed, limit, remaining, resetSeconds, windowSeconds } = tightest;
  reply.headers({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
    'ratelimit-policy': limits.map((each) => `${each.points};w=${each.windowSeconds}`).join(', '),
  });
  if (!allowed)
    throw new TooManyRequests('Too many requests', resetSeconds, { limit, window_seconds: windowSeconds });
}

/** None where the connection is gone already. */
function addressOf(request: FastifyRequest): string {
  return request.ip ?? '';
}
