import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** A connection on which a test writes what no client would. */
export async function openRaw(baseUrl: string): Promise<Socket> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes as they are and answers everything that comes until the server closes. */
export async function sendRaw(baseUrl: string, bytes: string | Buffer): Promise<string> {
  const socket = await openRaw(baseUrl);
  socket.write(bytes);
  return text(socket).catch(() => '');
}

/** What a raw answer says: status, headers and the body as JSON. */
export function readRaw(answer: string) {
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = new Map(
    lines.map((each) => [each.split(':')[0]?.toLowerCase(), each.replace(/^[^:]*: */, '')]),
  );
  const body = rest.join('\r\n\r\n');
  return { status: Number(line.split(' ')[1]), headers, body };
}
