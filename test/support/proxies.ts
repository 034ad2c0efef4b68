import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import type { Loopback } from './loopback.ts';
import { until } from './until.ts';

export interface ProxyServer extends AsyncDisposable {
  readonly url: string;
}

export interface ProxyAccount {
  readonly username: string;
  readonly password: string;
}

/** Debian's tinyproxy: HTTP, tunnels to every port. */
export async function startTinyproxy(account?: ProxyAccount): Promise<ProxyServer> {
  const dir = await mkdtemp(join(tmpdir(), 'tinyproxy-'));
  const port = await freePort();
  const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 60', 'MaxClients 20', 'LogLevel Critical'];
  if (account !== undefined) lines.push(`BasicAuth ${account.username} ${account.password}`);
  await writeFile(join(dir, 'tinyproxy.conf'), `${lines.join('\n')}\n`);
  const proxy = await startProgram('tinyproxy', ['-d', '-c', join(dir, 'tinyproxy.conf')], port);
  return {
    url: `http://${credentials(account)}127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await endProgram(proxy);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Debian's microsocks: SOCKS 5. */
export async function startMicrosocks(account?: ProxyAccount): Promise<ProxyServer> {
  const port = await freePort();
  const user = account === undefined ? [] : ['-u', account.username, '-P', account.password];
  const proxy = await startProgram('microsocks', ['-i', '127.0.0.1', '-p', `${port}`, ...user], port);
  return {
    url: `socks5://${credentials(account)}127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => endProgram(proxy),
  };
}

export interface StandInProxy {
  readonly url: string;
  /** What it was asked to connect to, `host:port`. */
  readonly asked: readonly string[];
}

/** An HTTP proxy that leads to one port of loopback, whatever it is asked for: it stands for the whole internet. */
export async function startStandInProxy(loopback: Loopback, toPort: number): Promise<StandInProxy> {
  const asked: string[] = [];
  const server = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const onwards = connect(toPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onwards.pipe(socket).pipe(onwards);
    });
    for (const one of [socket, onwards]) one.on('error', () => {});
  });
  return { url: `http://127.0.0.1:${await loopback.listen(server)}`, asked };
}

/** The same by SOCKS 5. */
export async function startStandInSocks(loopback: Loopback, toPort: number): Promise<StandInProxy> {
  const asked: string[] = [];
  const server = createTcpServer(async (socket) => {
    const { read, end } = reader(socket);
    const [, methods = 0] = await read(2);
    await read(methods);
    socket.write(Buffer.of(5, 0));
    const [, , , kind] = await read(4);
    const address = kind === 1 ? [...(await read(4))].join('.') : await readName(read, kind ?? 0);
    asked.push(`${address}:${(await read(2)).readUInt16BE()}`);
    await end();
    const onwards = connect(toPort, '127.0.0.1', () => {
      // A byte at a time, as a network may bring it.
      for (const byte of [5, 0, 0, 3, 1, 120, 0, 80]) socket.write(Buffer.of(byte));
      onwards.pipe(socket).pipe(onwards);
    });
    onwards.on('error', () => {});
  });
  return { url: `socks5://127.0.0.1:${await loopback.listen(server)}`, asked };
}

type Read = (count: number) => Promise<Buffer>;

/** Reads so many bytes at a time; whatever follows is left for others once it has returned. */
function reader(socket: Socket) {
  const arrivals = on(socket, 'readable');
  return {
    async read(count: number): Promise<Buffer> {
      for (;;) {
        const bytes: unknown = socket.read(count);
        if (Buffer.isBuffer(bytes)) return bytes;
        await arrivals.next();
      }
    },
    end: () => arrivals.return?.(),
  };
}

async function readName(read: Read, kind: number): Promise<string> {
  if (kind === 4) return `[${(await read(16)).toString('hex')}]`;
  const [length = 0] = await read(1);
  return (await read(length)).toString();
}

function credentials(account: ProxyAccount | undefined): string {
  if (account === undefined) return '';
  return `${encodeURIComponent(account.username)}:${encodeURIComponent(account.password)}@`;
}

async function startProgram(name: string, args: readonly string[], port: number): Promise<ChildProcess> {
  const program = spawn(name, args, { stdio: 'ignore' });
  const [failure] = await Promise.race([
    once(program, 'error'),
    once(program, 'exit'),
    until(`${name} listens`, () => listens(port)).then(() => [null]),
  ]);
  if (failure !== null) throw new Error(`${name} did not start: ${failure}`);
  return program;
}

function listens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => answer(true)).on('error', () => answer(false));
    socket.on('connect', () => socket.destroy());
  });
}

async function endProgram(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGKILL');
  await ended;
}
