import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port.ts';
import { makeScratchFolder } from './scratch-folder.ts';

/** A Redis of its own on loopback, which keeps nothing on disk. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

export async function startRedis(given?: number): Promise<TestRedis> {
  const port = given ?? (await freePort());
  const folder = makeScratchFolder();
  const child = spawn(
    'redis-server',
    ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', folder.path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  await new Promise<void>((ready, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('Ready to accept connections')) ready();
    });
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`Redis ended with status ${status}:\n${said}`)));
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async [Symbol.asyncDispose]() {
      await kill();
      folder[Symbol.dispose]();
    },
  };
}
