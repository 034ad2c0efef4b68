import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ProgramCall } from './run-program.ts';

/** A server that this process started. */
export interface LaunchedPostmaster {
  /** The server's own id: whatever stands before it in the call becomes it. Null where it could not be started. */
  readonly pid: number | null;
  hasEnded(): boolean;
  /** The last lines that it said. */
  lastWords(): readonly string[];
}

const KEPT_LINES = 20;
const LAST_WORDS_MS = 2_000;

/** In a session of its own, so that it never gets the terminal's Ctrl-C beside our own order to stop. */
export function launchPostmaster(call: ProgramCall, say: (line: string) => void): LaunchedPostmaster {
  const child = spawn(call.file, call.args, {
    cwd: '/',
    env: call.env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...call.become,
  });
  const words: string[] = [];
  const keep = (line: string): void => {
    words.push(line);
    if (words.length > KEPT_LINES) words.shift();
    say(line);
  };
  child.once('error', (error) => keep(`FATAL:  ${error.message}`));
  createInterface({ input: child.stderr }).on('line', keep);
  const ended = new AbortController();
  child.once('close', () => ended.abort());
  // Its last words may come after its end; but a process of its own that hangs would keep them open for ever.
  child.once('exit', () => setTimeout(() => ended.abort(), LAST_WORDS_MS).unref());
  return { pid: child.pid ?? null, hasEnded: () => ended.signal.aborted, lastWords: () => words };
}

/** Somebody else's server, or its dying processes, still hold the folder: worth another try in a moment. */
export function isStillHeld(words: readonly string[]): boolean {
  return words.some((line) => /lock file ".*" already exists|pre-existing shared memory block/u.test(line));
}

/** Why it did not start, in its own words. */
export function reasonOf(words: readonly string[]): string {
  const fatal =
    words.findLast((line) => /^(?:FATAL|PANIC): /u.test(line)) ?? words.findLast((line) => line !== '');
  return fatal?.replace(/^(?:FATAL|PANIC): +/u, '') ?? 'it ended without a word';
}
