import type { FastifyReply } from 'fastify';

/** Begins a reply, with the headers it has, whose body is written as long as its reader takes it: a handler's time ends here. */
export function takeOver(reply: FastifyReply): FastifyReply['raw'] {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  return reply.raw.writeHead(200);
}
