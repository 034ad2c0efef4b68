import type { Actor, KeyActor, UserActor } from '../access/actor.ts';
import { networkOf } from '../base/network-of.ts';
import type { LimitClass } from '../contract/endpoint.ts';
import type { GenerousLimits, RateLimits } from '../platform/config.ts';
import type { Allowance } from '../platform/rate-limiter.ts';

/** Whose uses are counted together, and how many there may be. */
export interface Limit extends Allowance {
  readonly key: string;
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;

/** What is asked for often and costs little: the covers of a page are 200 requests. */
const GENEROUS: GenerousLimits = { strangersPerMinute: 300, callersPerMinute: 1200, filesPerMinute: 1200 };

const UNKNOWN_KEYS_PER_MINUTE = 30;

type KnownActor = UserActor | KeyActor;

/** The limits of a call, each of which must allow it: the caller decides how wide, the endpoint which. */
export function limitsOf(
  { actor, address }: { readonly actor: Actor; readonly address: string },
  limit: LimitClass,
  rates: RateLimits,
): readonly Limit[] {
  if (actor.kind === 'nobody') return [limitOfStranger(address, limit, rates)];
  const caller = callerOf(actor);
  if (limit === 'generous') return [perMinute(`generous:${caller}`, generousFor(actor, rates))];
  const own = perMinute(`caller:${caller}`, pointsOf(actor, rates));
  if (limit === 'caller') return [own];
  return [own, { key: `download:${caller}`, points: rates.downloadsPerHour, windowSeconds: HOUR_SECONDS }];
}

/** Of files that are open to everybody, and of what browsers ask before they ask for another site. */
export function limitOfFiles(address: string, rates: RateLimits): Limit {
  const points = Math.max(generousOf(rates).filesPerMinute, rates.sessionPerMinute);
  return perMinute(`files:${networkOf(address)}`, points);
}

/** Of keys that only the database could know, of who has used up what strangers have. */
export function limitOfUnknownKeys(address: string): Limit {
  return perMinute(`unknown-keys:${networkOf(address)}`, UNKNOWN_KEYS_PER_MINUTE);
}

function limitOfStranger(address: string, limit: LimitClass, rates: RateLimits): Limit {
  const network = networkOf(address);
  return limit === 'generous'
    ? perMinute(`generous:${network}`, Math.max(generousOf(rates).strangersPerMinute, rates.publicPerMinute))
    : perMinute(`public:${network}`, rates.publicPerMinute);
}

export const TIERS = ['public', 'authenticated', 'session', 'admin'] as const;
export type Tier = (typeof TIERS)[number];

/** The caller alone decides. */
export function tierOf(actor: Actor): Tier {
  if (actor.kind === 'nobody') return 'public';
  // An administrator's key that may do less counts as what it may do.
  if (actor.role === 'administrator' && (actor.kind === 'user' || actor.scope === 'admin')) return 'admin';
  return actor.kind === 'user' ? 'session' : 'authenticated';
}

function pointsOf(actor: Actor, rates: RateLimits): number {
  switch (tierOf(actor)) {
    case 'public':
      return rates.publicPerMinute;
    case 'authenticated':
      return rates.authenticatedPerMinute;
    case 'session':
      return rates.sessionPerMinute;
    case 'admin':
      return rates.adminPerMinute;
  }
}

function generousFor(actor: KnownActor, rates: RateLimits): number {
  return Math.max(generousOf(rates).callersPerMinute, pointsOf(actor, rates));
}

function generousOf({ generous = GENEROUS }: RateLimits): GenerousLimits {
  return generous;
}

/**
 * Whose calls are counted together, so that several keys and sessions are of no use: the user's; the keys of the program,
 * which have none; whoever reads the metrics without a key.
 */
export function callerOf(actor: KnownActor): string {
  if (actor.userId !== null) return `user:${actor.userId}`;
  return actor.role === 'administrator' ? 'program' : 'scrapers';
}

function perMinute(key: string, points: number): Limit {
  return { key, points, windowSeconds: MINUTE_SECONDS };
}
