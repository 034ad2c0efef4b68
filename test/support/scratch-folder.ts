import { mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ScratchFolder extends Disposable {
  /** Free of links. */
  readonly path: string;
  /** The command lines of the processes that name the folder or work in it. */
  processes(): readonly string[];
}

/** A folder that goes at the end, and with it every process that has to do with it. */
export function makeScratchFolder(): ScratchFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mamcrawler-scratch-')));
  return {
    path,
    processes: () => processesAbout(path).map(({ command }) => command),
    [Symbol.dispose]() {
      for (const { pid } of processesAbout(path)) kill(pid);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function processesAbout(folder: string): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => ({ pid: Number(name), command: commandOf(name), cwd: workingFolder(name) }))
    .filter(({ command, cwd }) => command.includes(folder) || cwd.startsWith(folder));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
