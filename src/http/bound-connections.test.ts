import { EventEmitter, once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openRaw } from '../../test/support/raw-request.ts';
import { until } from '../../test/support/until.ts';
import { boundConnections } from './bound-connections.ts';

const NARROW = { inAll: 3, perAddress: 2 };

/** A server to which connections from anywhere come, and which of them it closed. */
function listening(trustedProxies: readonly string[] = []) {
  const server = createServer();
  boundConnections(server, trustedProxies, NARROW);
  return function connectFrom(remoteAddress: string): EventEmitter & { isClosed: boolean } {
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      isClosed: false,
      destroy() {
        socket.isClosed = true;
        socket.emit('close');
      },
    });
    server.emit('connection', socket as unknown as Socket);
    return socket;
  };
}

describe('the connections of one address', () => {
  it('are closed beyond so many, until one of them ends', () => {
    const connectFrom = listening();
    const first = connectFrom('203.0.113.7');
    connectFrom('203.0.113.7');

    expect(connectFrom('203.0.113.7').isClosed).toBe(true);
    expect(connectFrom('203.0.113.8').isClosed).toBe(false);
    first.emit('close');
    expect(connectFrom('203.0.113.7').isClosed).toBe(false);
    expect(connectFrom('203.0.113.7').isClosed).toBe(true);
  });

  it('are those of a whole /64 of IPv6', () => {
    const connectFrom = listening();
    for (const end of [1, 2]) connectFrom(`2001:db8::${end}`);

    expect(connectFrom('2001:db8::3').isClosed).toBe(true);
  });

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3'])(
    'are as many as come where it carries others: %s',
    (address) => {
      const connectFrom = listening(['10.0.0.0/8']);
      const all = [1, 2, 3].map(() => connectFrom(address));

      expect(all.map(({ isClosed }) => isClosed)).toEqual([false, false, false]);
    },
  );
});

it('closes what comes beyond all that there may be', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).resume());
  boundConnections(server, [], NARROW);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const sockets = [];
  for (let at = 0; at < 3; at += 1) sockets.push((await openRaw(baseUrl)).resume());
  const fourth = (await openRaw(baseUrl)).resume();

  await until('the fourth is closed', () => fourth.closed);
  expect(sockets.map(({ closed }) => closed)).toEqual([false, false, false]);
  for (const socket of sockets) socket.destroy();
  server.close();
});
