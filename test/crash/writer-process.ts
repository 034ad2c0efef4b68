import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface WriterProcess {
  readonly child: ChildProcess;
  /** The rows that the database has acknowledged so far. */
  readonly acknowledged: readonly number[];
  /** What it said in its distress. */
  complaints(): string;
  readonly ended: Promise<unknown>;
}

/** Starts `database-writer.ts` as a process of its own, as another user where one is given. */
export function startWriter(dataDir: string, user: { uid?: number; gid?: number } = {}): WriterProcess {
  const program = fileURLToPath(new URL('database-writer.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], {
    cwd: '/',
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  const acknowledged: number[] = [];
  let complaints = '';
  createInterface({ input: child.stdout }).on('line', (line) => acknowledged.push(Number(line)));
  child.stderr.on('data', (text) => {
    complaints += String(text);
  });
  return { child, acknowledged, complaints: () => complaints, ended: once(child, 'close') };
}

/** The id of the server that serves a data folder. */
export function postmasterPid(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}
