import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './error-reply.ts';

type RawRequest = FastifyRequest['raw'];

const UNMET = refusal(417, 'The header Expect asks for something that cannot be done here.');
const NO_HOST = refusal(400, 'The request does not say for which Host it is.');

/** Refuses as all else is refused, with headers, limits and a line in the log, what Node would with an empty reply. */
export function refuseUnusual(
  server: FastifyInstance,
  send: (answer: Answer, request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): void {
  const unmet = new WeakSet<RawRequest>();
  server.server.on('checkExpectation', (request, response) => {
    unmet.add(request);
    server.routing(request, response);
  });
  server.addHook('onRequest', (request, reply, done) => {
    const { raw, headers } = request;
    if (unmet.has(raw)) send(UNMET, request, reply);
    else if (raw.httpVersion === '1.1' && headers.host === undefined) send(NO_HOST, request, reply);
    else done();
  });
}

function refusal(status: number, message: string): Answer {
  return { status, code: 'validation_error', message, context: null };
}
