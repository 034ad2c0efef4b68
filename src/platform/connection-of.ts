import { Socket } from 'node:net';
import type pg from 'pg';
import { type DatabaseAddress, readDatabaseAddress } from './database-address.ts';
import { createServerFinder, type ServerFinder } from './find-server.ts';

/**
 * How the driver reaches the database of a `DATABASE_URL`. Where that names several servers, each new connection goes to
 * the one that takes writes then: after a failover the program goes on with the new primary.
 */
export function connectionOf(databaseUrl: string): pg.ClientConfig {
  const address = readDatabaseAddress(databaseUrl);
  const [first] = address?.servers ?? [];
  if (address === null || first === undefined || isPlain(address)) return { connectionString: databaseUrl };
  const finder = createServerFinder(address);
  return { connectionString: first.url, stream: () => socketTo(finder) };
}

function isPlain({ servers, needsPrimary }: DatabaseAddress): boolean {
  return servers.length === 1 && !needsPrimary;
}

/** A socket that connects to the server that is found, whichever it is told. */
function socketTo(finder: ServerFinder): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket);
  socket.once('error', () => finder.forget());
  const route = () => {
    finder.find().then(
      ({ host, port }) => (socket.destroyed ? undefined : connect(port, host)),
      (error: Error) => socket.destroy(error),
    );
    return socket;
  };
  return Object.assign(socket, { connect: route });
}
