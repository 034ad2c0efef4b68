import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { CallOptions } from '../../src/contract/call.ts';

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
  /** Another clone than this one. */
  readonly root?: string;
}

export interface CommandResult {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const ROOT = resolve(import.meta.dirname, '..', '..');
/** The administrator's, unless the options say otherwise. */
export const PROGRAM_KEY = 'key-of-the-administrator-of-a-program-under-test';
const OWN = { API_KEY: PROGRAM_KEY, PORT: '0', LOG_DIR: '' };
const FLAGS = ['--disable-warning=ExperimentalWarning'];

/** A process of the program that may not serve yet, or never will. */
export type StartingProgram = Omit<RunningProgram, 'address'>;

/** Starts the program on a free port and waits until it says where it serves. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const program = spawnProgram(options);
  const { child, said } = program;
  const address = await new Promise<string>((found, reject) => {
    const look = () => {
      const address = /^MAMcrawler is at (\S+)$/mu.exec(said())?.[1];
      if (address === undefined) return;
      child.stdout?.off('data', look);
      child.stderr?.off('data', look);
      found(address);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`The program ended with status ${status}:\n${said()}`)));
  });
  return { ...program, address };
}

/** Starts the program and waits for nothing. */
export function spawnProgram(options: ProgramOptions): StartingProgram {
  const { dataDir, args = [], launched = false, environment = {}, root = ROOT } = options;
  const command = launched ? [join(root, 'launcher', 'mamcrawler.mjs')] : [...FLAGS, entryOf(root)];
  const child = spawn(process.execPath, [...command, 'start', ...args], {
    env: {
      ...inherited(),
      ...OWN,
      ...(launched ? {} : { ENV: 'test' }),
      MAMCRAWLER_DATA: dataDir,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: unknown) => {
    said += String(chunk);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { child, said: () => said, stop, [Symbol.asyncDispose]: stop };
}

/** Runs one command of the program to its end; `input` is what it reads. */
export async function runProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input?: string | Buffer,
): Promise<CommandResult> {
  const child = spawn(process.execPath, [...FLAGS, entryOf(ROOT), ...args], {
    env: { ...inherited(), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Whoever reads nothing may be gone before all is written.
  child.stdin.on('error', () => {}).end(input);
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { status, out, err };
}

/** How an administrator calls what serves there. */
export function asAdministrator({ address }: Pick<RunningProgram, 'address'>): CallOptions {
  return { baseUrl: address.replace(/\/$/, ''), headers: { 'x-api-key': PROGRAM_KEY } };
}

/** What a program needs of ours; the rest of our environment is none of its business. */
function inherited(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
}

function entryOf(root: string): string {
  return join(root, 'src', 'mamcrawler.ts');
}
