import type { FastifyReply } from 'fastify';

/** Ends what is done for an answer that nobody waits for any more. */
export function untilClosed({ raw }: FastifyReply): AbortSignal {
  const closed = new AbortController();
  raw.once('close', () => closed.abort());
  return closed.signal;
}
