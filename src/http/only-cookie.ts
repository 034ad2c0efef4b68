import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';

/**
 * The value of a cookie of ours; null also where two of its name came. Then another host of the same domain has set one,
 * and nothing says which of them is ours: to take the first could mean to act as somebody else.
 */
export function onlyCookie({ cookies, headers }: FastifyRequest, name: string): string | null {
  const sent = (headers.cookie ?? '').split(';').filter((pair) => pair.split('=', 1)[0]?.trim() === name);
  return sent.length === 1 ? (cookies[name] ?? null) : null;
}
