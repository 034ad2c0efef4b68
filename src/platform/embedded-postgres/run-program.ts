import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface ProgramCall {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Whom to become first; only root can. */
  readonly become: { readonly uid: number; readonly gid: number } | null;
}

export interface ProgramResult {
  /** Null where a signal ended it or it could not be started at all. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and keeps what it said; never throws for what the program did. */
export async function runProgram(call: ProgramCall): Promise<ProgramResult> {
  const child = spawn(call.file, call.args, {
    cwd: '/',
    env: call.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...call.become,
  });
  const ended = new Promise<{ exitCode: number | null; fault: string }>((resolve) => {
    child.once('error', (error) => resolve({ exitCode: null, fault: error.message }));
    child.once('close', (exitCode) => resolve({ exitCode, fault: '' }));
  });
  const [{ exitCode, fault }, stdout, stderr] = await Promise.all([
    ended,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr: fault === '' ? stderr : fault };
}
