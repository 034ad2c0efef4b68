import { type ChildProcess, spawn } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

export interface QbittorrentServer extends AsyncDisposable {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Where downloads without a folder of their own go. */
  readonly downloadsDir: string;
  /** Adds a torrent whose content lies in `contentDir`, and waits until it has been checked and seeds. */
  addSeed(torrentBytes: Uint8Array, contentDir: string): Promise<void>;
  stop(): Promise<void>;
}

export interface QbittorrentOptions {
  /** For its profile; a temporary folder of the test. */
  readonly dir: string;
  /** Default: `downloads` in `dir`. */
  readonly savePath?: string;
  readonly username?: string;
  readonly password?: string;
}

/** A real qbittorrent-nox on loopback: no DHT, no peer exchange, free ports, a password. */
export async function startQbittorrent(options: QbittorrentOptions): Promise<QbittorrentServer> {
  const { dir, username = 'reader', password = 'correct horse battery' } = options;
  const downloadsDir = options.savePath ?? join(dir, 'downloads');
  const [webPort, peerPort] = await Promise.all([freePort(), freePort()]);
  const config = join(dir, 'qBittorrent', 'config');
  await Promise.all([mkdir(config, { recursive: true }), mkdir(downloadsDir, { recursive: true })]);
  await writeFile(
    join(config, 'qBittorrent.conf'),
    configFile({ downloadsDir, peerPort, username, password }),
  );

  const process = spawn('qbittorrent-nox', [`--profile=${dir}`, `--webui-port=${webPort}`], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${webPort}`;
  const stop = () => stopProcess(process);
  try {
    await until('qBittorrent answers', () => answers(url, process));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    username,
    password,
    downloadsDir,
    stop,
    [Symbol.asyncDispose]: stop,
    async addSeed(torrentBytes, contentDir) {
      const cookie = await signIn(url, username, password);
      const form = new FormData();
      form.set('torrents', new Blob([Buffer.from(torrentBytes)]), 'seed.torrent');
      form.set('savepath', contentDir);
      form.set('skip_checking', 'false');
      const before = await seeding(url, cookie);
      const reply = await fetch(`${url}/api/v2/torrents/add`, {
        method: 'POST',
        headers: { cookie },
        body: form,
      });
      if ((await reply.text()) !== 'Ok.') throw new Error('qBittorrent does not take the torrent to seed');
      await until('the seed has been checked', async () => (await seeding(url, cookie)) > before);
    },
  };
}

function configFile(values: {
  readonly downloadsDir: string;
  readonly peerPort: number;
  readonly username: string;
  readonly password: string;
}): string {
  const salt = randomBytes(16);
  const key = pbkdf2Sync(values.password, salt, 100_000, 64, 'sha512');
  return `[LegalNotice]
Accepted=true
[BitTorrent]
Session\\DefaultSavePath=${values.downloadsDir}
Session\\Port=${values.peerPort}
Session\\Interface=lo
Session\\InterfaceName=lo
Session\\InterfaceAddress=127.0.0.1
Session\\MultiConnectionsPerIp=true
Session\\QueueingSystemEnabled=false
Session\\DHTEnabled=false
Session\\PeXEnabled=false
Session\\LSDEnabled=false
[Network]
PortForwardingEnabled=false
[Preferences]
WebUI\\Address=127.0.0.1
WebUI\\UseUPnP=false
WebUI\\Username=${values.username}
WebUI\\Password_PBKDF2="@ByteArray(${salt.toString('base64')}:${key.toString('base64')})"
`;
}

async function answers(url: string, process: ChildProcess): Promise<boolean> {
  if (process.exitCode !== null)
    throw new Error(`qbittorrent-nox ended at once with status ${process.exitCode}`);
  return fetch(`${url}/api/v2/app/version`).then(
    (reply) => reply.status === 403,
    () => false,
  );
}

async function signIn(url: string, username: string, password: string): Promise<string> {
  const body = new URLSearchParams({ username, password });
  const reply = await fetch(`${url}/api/v2/auth/login`, { method: 'POST', body });
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function seeding(url: string, cookie: string): Promise<number> {
  const reply = await fetch(`${url}/api/v2/torrents/info?filter=seeding`, { headers: { cookie } });
  const torrents: unknown = await reply.json();
  return Array.isArray(torrents) ? torrents.length : 0;
}

async function stopProcess(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGTERM');
  const kill = setTimeout(() => process.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(kill);
}
