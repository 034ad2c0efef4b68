import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { S3Config } from '../../src/platform/config.ts';
import { freePort } from './free-port.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { until } from './until.ts';

const FOLDER = resolve(import.meta.dirname, '..', 's3');
const PROGRAM = join(FOLDER, 'serve.mjs');
const BUCKET = 'books-backups';

/** A server of its own that speaks S3, with one bucket; it holds signatures against what was sent. */
export interface TestS3 extends AsyncDisposable {
  readonly config: S3Config;
}

export async function startS3(): Promise<TestS3> {
  await install();
  await using ending = new AsyncDisposableStack();
  const { path } = ending.use(makeScratchFolder());
  const port = await freePort();
  const child = spawn(process.execPath, [PROGRAM, path, String(port), BUCKET], { stdio: 'ignore' });
  ending.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await until('the S3 server answers', () =>
    fetch(endpoint).then(
      () => true,
      () => false,
    ),
  );
  const ended = ending.move();
  return {
    config: {
      endpoint,
      bucket: BUCKET,
      prefix: 'home/books/',
      region: 'us-east-1',
      // The only keys that it knows.
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    [Symbol.asyncDispose]: () => ended.disposeAsync(),
  };
}

/** A package of its own: nothing of it is a part of the program. */
async function install(): Promise<void> {
  if (existsSync(join(FOLDER, 'node_modules'))) return;
  await promisify(execFile)('npm', ['ci', '--prefix', FOLDER, '--loglevel=error']);
}
