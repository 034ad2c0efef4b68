import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { TestConnection } from './test-server.ts';

export interface SeverableConnection extends AsyncDisposable {
  /** The same database, by a way that can be cut. */
  readonly connection: TestConnection;
  /** How often somebody came to connect, in vain or not. */
  readonly arrivals: number;
  /** When each of them came, by `performance.now()`. */
  readonly arrivedAtMs: readonly number[];
  /** Breaks every connection and answers no new one: the database is down. */
  cut(): void;
  mend(): void;
}

/** A way to a database that can be cut as a cable is: for what happens while the database is down. */
export async function severable(connection: TestConnection): Promise<SeverableConnection> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const arrivedAtMs: number[] = [];
  const server = createServer((arriving) => {
    arrivedAtMs.push(performance.now());
    arriving.on('error', () => {});
    if (isCut) return arriving.destroy();
    const onwards = connection.host.startsWith('/')
      ? connect(join(connection.host, `.s.PGSQL.${connection.port}`))
      : connect(connection.port, connection.host);
    onwards.on('error', () => {});
    for (const [one, other] of [
      [arriving, onwards],
      [onwards, arriving],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    connection: { ...connection, host: '127.0.0.1', port },
    get arrivals() {
      return arrivedAtMs.length;
    },
    arrivedAtMs,
    cut() {
      isCut = true;
      breakAll();
    },
    mend() {
      isCut = false;
    },
    async [Symbol.asyncDispose]() {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
