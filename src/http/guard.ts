import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/permissions.ts';
import { AppError, TooManyRequests } from '../base/errors.ts';
import type { AnyEndpoint } from '../contract/endpoint.ts';
import type { RateLimits } from '../platform/config.ts';
import type { RateLimiter, Taken } from '../platform/rate-limiter.ts';
import { addressOf } from './address-of.ts';
import { refuseForgery } from './authenticate.ts';
import { type Limit, limitOfFiles, limitOfUnknownKeys, limitsOf } from './limits.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** By what a route is guarded: its endpoint, or the limit of files that are open to everybody. */
    guard?: Guarded;
  }
  interface FastifyRequest {
    /** Who asks; undefined until that is known. */
    actor: Actor | undefined;
    /** As `routeOf` tells it; kept, for who is not found is passed on to another route. */
    routeTemplate: string | undefined;
    /** The limit that refused it. */
    refusedBy: RefusedBy | undefined;
  }
}

export interface RefusedBy {
  readonly key: string;
  readonly resetSeconds: number;
}

export interface GuardNeeds {
  authenticate(request: FastifyRequest): Promise<Actor>;
  /** Whether it brings a key that only the database could know. */
  bringsUnknownKey(request: FastifyRequest): boolean;
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
  server.decorateRequest('routeTemplate', undefined);
  server.decorateRequest('refusedBy', undefined);
  server.addHook('onRoute', function (route) {
    if (this.hasDecorator(FILES)) route.config = { ...route.config, guard: FILES };
    if (route.config?.guard !== undefined) return;
    throw new Error(
      `${String(route.method)} ${route.url} has no guard: serve() what the contract names, openFiles() the rest.`,
    );
  });
  server.addHook('onRequest', async (request, reply) => {
    const guarded = guardOf(request) ?? (needs.isPage(request) ? FILES : undefined);
    request.routeTemplate = templateOf(guarded);
    if (guarded === FILES)
      return takeFrom(needs, reply, [limitOfFiles(addressOf(request) ?? '', needs.rateLimits)]);
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
  return takeFrom(needs, reply, [limitOfFiles(addressOf(request) ?? '', needs.rateLimits)]);
}

/** The template of a request's address: of an endpoint as the contract writes it, `files`, `none`. */
export function routeOf(request: FastifyRequest): string {
  return request.routeTemplate ?? templateOf(guardOf(request));
}

/** Whether what was asked for is open to everybody and no endpoint. */
export function isOpenFile(request: FastifyRequest): boolean {
  return guardOf(request) === FILES;
}

function guardOf({ routeOptions }: FastifyRequest): Guarded | undefined {
  return routeOptions.config.guard;
}

function templateOf(guarded: Guarded | undefined): string {
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
    actor = (await isWorthAsking(needs, endpoint, request)) ? await needs.authenticate(request) : NOBODY;
  } catch (error) {
    // What is open to nobody also answers while the database, which knows who asks, cannot be reached.
    if (error instanceof AppError) refusal = endpoint === null ? null : error;
    // Not to be known is no reason to be counted as a stranger, who would have used up everything within seconds.
    else if (endpoint !== null && endpoint.needs !== 'open') throw error;
  }
  request.actor = actor;
  await takeFrom(needs, reply, limitsFor(needs, endpoint, actor, request));
  if (refusal !== null) throw refusal;
  if (endpoint === null) return;
  refuseForgery(request, needs.corsOrigins);
  authorize(actor, endpoint.needs);
}

/**
 * Whoever has nothing left as a stranger shall not cost a question to the database with each key that they make up; a few
 * are asked for still, for somebody who has a good one may share the address.
 */
async function isWorthAsking(
  needs: GuardNeeds,
  endpoint: AnyEndpoint | null,
  request: FastifyRequest,
): Promise<boolean> {
  const { rateLimiter } = needs;
  const asStranger = limitsFor(needs, endpoint, NOBODY, request);
  if (!asStranger.some(({ key, points }) => rateLimiter.isUsedUp(key, points))) return true;
  if (!needs.bringsUnknownKey(request)) return true;
  const { key, ...allowance } = limitOfUnknownKeys(addressOf(request) ?? '');
  return (await rateLimiter.take(key, allowance)).allowed;
}

function limitsFor(
  { rateLimits }: GuardNeeds,
  endpoint: AnyEndpoint | null,
  actor: Actor,
  request: FastifyRequest,
): readonly Limit[] {
  return limitsOf({ actor, address: addressOf(request) ?? '' }, endpoint?.limit ?? 'caller', rateLimits);
}

async function takeFrom(
  { rateLimiter }: GuardNeeds,
  reply: FastifyReply,
  limits: readonly Limit[],
): Promise<void> {
  let tightest: (Taken & Limit) | null = null;
  for (const each of limits) {
    const { key, ...allowance } = each;
    const taken = await rateLimiter.take(key, allowance);
    if (tightest === null || taken.remaining < tightest.remaining || !taken.allowed)
      tightest = { ...taken, ...each };
    if (!taken.allowed) break;
  }
  if (tightest === null) return;
  const { key, allowed, limit, remaining, resetSeconds, windowSeconds } = tightest;
  reply.headers({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
    'ratelimit-policy': limits.map((each) => `${each.points};w=${each.windowSeconds}`).join(', '),
  });
  if (allowed) return;
  reply.request.refusedBy = { key, resetSeconds };
  throw new TooManyRequests('Too many requests', resetSeconds, { limit, window_seconds: windowSeconds });
}
