import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { actorOfApiKey } from '../access/api-keys.ts';
import { actorOfSession } from '../access/session.ts';
import type { Clock } from '../base/clock.ts';
import { Forbidden } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';

export const SESSION_COOKIE = 'mamcrawler_session';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly signingKey: string;
}

/** Who asks: by API key where one is sent, else by session cookie. */
export async function authenticate(needs: Needs, request: FastifyRequest): Promise<Actor> {
  const key = apiKeyOf(request);
  if (key !== null) return actorOfApiKey(needs.db, key);
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie === undefined) return { kind: 'nobody' };
  const actor = await actorOfSession(needs, needs.db, cookie);
  if (actor.kind === 'user') refuseForgery(request);
  return actor;
}

function apiKeyOf({ headers }: FastifyRequest): string | null {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '');
  return bearer?.[1] ?? null;
}

/** A browser says which site a request comes from; a change borne by the cookie must come from ours. */
function refuseForgery({ method, headers }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  const fromHere =
    site === undefined
      ? headers.origin === undefined || hostOf(headers.origin) === headers.host
      : site === 'same-origin' || site === 'none';
  if (!fromHere) throw new Forbidden('This change was asked for by another site.');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
