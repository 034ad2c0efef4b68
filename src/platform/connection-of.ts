import { Socket } from 'node:net';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import type pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { type DatabaseAddress, readDatabaseAddress } from './database-address.ts';
import { createPrimaryFinder, type PrimaryFinder } from './find-primary.ts';

/**
 * How the driver reaches the database of a `DATABASE_URL`. Where that names several servers, each new connection goes to
 * the one that takes writes then: after a failover the program goes on with the new primary. `tell` hears what is wrong
 * with them.
 */
export function connectionOf(databaseUrl: string, tell: (fault: string) => void = () => {}): pg.ClientConfig {
  const address = readDatabaseAddress(databaseUrl);
  const [first] = address?.servers ?? [];
  if (address === null || first === undefined || isPlain(address)) return { connectionString: databaseUrl };
  const finder = createPrimaryFinder(address, tell);
  const { ssl = false, ...config } = parseIntoClientConfig(first.url);
  let host = '';
  const stream = () => socketTo(finder, (found) => (host = found));
  return { ...config, ssl: checkedFor(ssl, () => host), stream };
}

function isPlain({ servers, needsPrimary }: DatabaseAddress): boolean {
  return servers.length === 1 && !needsPrimary;
}

/** The driver would hold the certificate of whichever server was found against the name of the first one. */
function checkedFor(ssl: boolean | ConnectionOptions, hostOf: () => string): boolean | ConnectionOptions {
  if (ssl === false) return false;
  const given = ssl === true ? {} : ssl;
  return { checkServerIdentity: (_, certificate) => checkServerIdentity(hostOf(), certificate), ...given };
}

/** A socket that connects to the server that is found, whichever it is told. */
function socketTo(finder: PrimaryFinder, tellHost: (host: string) => void): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket);
  socket.once('error', () => finder.forget());
  const route = () => {
    finder.find().then(
      ({ host, port }) => {
        tellHost(host);
        if (!socket.destroyed) connect(port, host);
      },
      (error: Error) => socket.destroy(error),
    );
    return socket;
  };
  return Object.assign(socket, { connect: route });
}
