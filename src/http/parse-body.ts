import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { Invalid } from '../base/errors.ts';

/** JSON in UTF-8. An empty body is no body, also where a client says that it is JSON (a DELETE of many libraries). */
export function parseBodies(server: FastifyInstance): void {
  server.removeContentTypeParser(['text/plain', 'application/json']);
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.from(body);
    if (bytes.length === 0) done(null, undefined);
    else if (!claimsUtf8(request.headers['content-type'] ?? '') || !isUtf8(bytes))
      done(new Invalid('The body must be JSON in UTF-8.'));
    else void parse(request, bytes.toString(), done);
  });
}

function claimsUtf8(contentType: string): boolean {
  const [, charset] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType) ?? [];
  return charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset);
}
