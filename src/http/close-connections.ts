import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Who neither sends on nor reads on does not hold up the end for longer. */
const PATIENCE_MS = 3_000;

/**
 * Closes what would hold up the end of the server: at once the connections that browsers open in advance and have not
 * used yet, which Node does not count as idle, and after some seconds those whose request does not come to its end.
 */
export function closeConnectionsAtTheEnd(server: FastifyInstance): void {
  const unused = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.addHook('onRequest', ({ raw }, _, done) => {
    unused.delete(raw.socket);
    done();
  });
  server.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
    setTimeout(() => server.server.closeAllConnections(), PATIENCE_MS).unref();
  });
}
