import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The real program in a process of its own, serving. */
export interface RunningProgram extends AsyncDisposable {
  readonly child: ChildProcess;
  /** As it printed it, with a slash at the end. */
  readonly address: string;
  /** Everything that it has printed. */
  said(): string;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly dataDir: string;
  /** After `start`. */
  readonly args?: readonly string[];
  /** An empty API_KEY makes it make one. */
  readonly environment?: Readonly<Record<string, string>>;
  /** By the launcher, as `npm start` does. */
  readonly launched?: boolean;
}

export interface CommandResult {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const PROGRAM = fileURLToPath(new URL('../../src/mamcrawler.ts', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('../../launcher/mamcrawler.mjs', import.meta.url));
/** The administrator's, unless the options say otherwise. */
export const PROGRAM_KEY = 'key-of-the-administrator-of-a-program-under-test';
const OWN = { API_KEY: PROGRAM_KEY, PORT: '0', LOG_DIR: '' };
const FLAGS = ['--disable-warning=ExperimentalWarning'];

/** Starts the program on a free port and waits until it says where it serves. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { dataDir, args = [], launched = false, environment = {} } = options;
  const command = launched ? [LAUNCHER] : [...FLAGS, PROGRAM];
  const child = spawn(process.execPath, [...command, 'start', ...args], {
    env: { ...inherited(), ...OWN, MAMCRAWLER_DATA: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: unknown) => {
      said += String(chunk);
      const found = /^MAMcrawler is at (\S+)$/mu.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`The program ended with status ${status}:\n${said}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { child, address, said: () => said, stop, [Symbol.asyncDispose]: stop };
}

/** Runs one command of the program to its end. */
export async function runProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [...FLAGS, PROGRAM, ...args], {
    env: { ...inherited(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { status, out, err };
}

/** What a program needs of ours; the rest of our environment is none of its business. */
function inherited(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
}
