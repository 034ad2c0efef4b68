import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket, Server as TcpServer } from 'node:net';

/** Servers of a test on free ports of loopback; disposing ends them and their connections. */
export interface Loopback extends AsyncDisposable {
  /** Answers by HTTP; its URL, without a slash at the end. */
  serve(answer: RequestListener): Promise<string>;
  /** Answers the port. */
  listen(server: Server | TcpServer): Promise<number>;
  /** How many connections have arrived at any of them. */
  arrivals(): number;
}

export function createLoopback(): Loopback {
  const servers: (Server | TcpServer)[] = [];
  const sockets = new Set<Socket>();
  let arrivals = 0;

  async function listen(server: Server | TcpServer): Promise<number> {
    servers.push(server);
    server.on('connection', (socket: Socket) => {
      arrivals += 1;
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  return {
    listen,
    serve: async (answer) => `http://127.0.0.1:${await listen(createServer(answer))}`,
    arrivals: () => arrivals,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers.splice(0)) {
        server.close();
        await once(server, 'close');
      }
    },
  };
}
