import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Who neither sends on nor reads on does not hold up the end for longer. */
const PATIENCE_MS = 3_000;

/**
 * Closes without a word the connections on which nothing came within this time, for browsers open some in advance; and at
 * the end of the server what would hold it up: those at once, which Node does not count as idle, and after some seconds
 * the ones whose request does not come to its end.
 */
export function closeConnections(server: FastifyInstance, unusedMs: number): void {
  const unused = new Map<Socket, NodeJS.Timeout>();
  function forget(socket: Socket): void {
    clearTimeout(unused.get(socket));
    unused.delete(socket);
  }
  server.server.on('connection', (socket: Socket) => {
    // What began to come has limits of its own.
    const end = () => (socket.bytesRead === 0 ? socket.destroy() : undefined);
    unused.set(socket, setTimeout(end, unusedMs).unref());
    socket.once('close', () => forget(socket));
  });
  server.addHook('onRequest', ({ raw }, _, done) => {
    forget(raw.socket);
    done();
  });
  server.addHook('preClose', async () => {
    for (const socket of unused.keys()) socket.destroy();
    setTimeout(() => server.server.closeAllConnections(), PATIENCE_MS).unref();
  });
}
