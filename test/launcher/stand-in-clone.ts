import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A running program and all that it has said. */
export interface Run {
  readonly child: ChildProcess;
  said(): string;
  readonly status: Promise<number | null>;
}

export interface StandInClone extends Disposable {
  readonly path: string;
  write(name: string, content: string): void;
  /** Starts the launcher as `npm start` and `npm run cli` do. */
  launch(args: readonly string[], options?: RunOptions): Run;
  /** Starts any script of the clone. */
  run(script: string, args?: readonly string[], options?: RunOptions): Run;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A clone with our launcher and the Node of this test, in which nothing has to be installed or built. */
export function makeStandInClone(): StandInClone {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mamcrawler-launcher-')));
  const write = (name: string, content: string): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  };
  const run = (
    script: string,
    args: readonly string[] = [],
    { cwd = '/', env = {} }: RunOptions = {},
  ): Run => {
    const child = spawn(process.execPath, [join(path, script), ...args], {
      cwd,
      env: { PATH: process.env['PATH'], ...env },
      stdio: 'pipe',
    });
    return follow(child);
  };
  cpSync(join(import.meta.dirname, '..', '..', 'launcher'), join(path, 'launcher'), { recursive: true });
  const node = join(path, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  mkdirSync(dirname(node), { recursive: true });
  symlinkSync(process.execPath, node);
  for (const lock of ['package-lock.json', 'node_modules/.package-lock.json'])
    write(lock, '{ "packages": {} }');
  return {
    path,
    write,
    run,
    launch: (args, options) => run(join('launcher', 'mamcrawler.mjs'), args, options),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

function follow(child: ChildProcess): Run {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  return { child, said: () => text, status: once(child, 'close').then(([status]) => status) };
}
