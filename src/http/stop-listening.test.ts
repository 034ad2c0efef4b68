import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { openRaw, readRaw } from '../../test/support/raw-request.ts';
import { stopListening } from './stop-listening.ts';

const REQUEST = 'POST / HTTP/1.1\r\nhost: here\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

async function listening() {
  const server = createServer((_, response) => response.end('done'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}` };
}

it('answers on connections that were open, also on those that were used before, and takes no others', async () => {
  const { server, address } = await listening();
  const unused = await openRaw(address);
  const used = await openRaw(address);
  used.write(REQUEST.replace('connection: close\r\n', ''));
  await once(used, 'data');

  const stopped = stopListening(server);
  await expect.poll(() => server.listening).toBe(false);
  await expect(fetch(address)).rejects.toThrow('fetch failed');
  for (const socket of [unused, used]) {
    socket.write(REQUEST);
    expect(readRaw(await text(socket))).toMatchObject({ status: 200, body: 'done' });
  }
  await stopped;
});

it('does not wait for whoever says nothing', async () => {
  const { server, address } = await listening();
  const silent = await openRaw(address);
  await stopListening(server);
  expect(silent.closed).toBe(false);
  server.closeAllConnections();
  silent.destroy();
});
