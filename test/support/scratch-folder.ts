import { mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ScratchFolder extends Disposable {
  /** Free of links. */
  readonly path: string;
  /** The command lines of the processes that were told of the folder or work in it. */
  processes(): readonly string[];
}

/** A folder that goes at the end, and with it every process that has to do with it. */
export function makeScratchFolder(): ScratchFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mamcrawler-scratch-')));
  return {
    path,
    processes: () => processesAbout(path).map(({ command }) => command),
    [Symbol.dispose]() {
      // All at once: who supervises another would start it again.
      for (const { pid } of processesAbout(path)) kill(pid);
      rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function processesAbout(folder: string): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) =>
      [commandOf(pid), factOf(pid, 'environ'), workingFolderOf(pid)].some((fact) => fact.includes(folder)),
    )
    .map((pid) => ({ pid: Number(pid), command: commandOf(pid) }));
}

function commandOf(pid: string): string {
  return factOf(pid, 'cmdline').replaceAll('\0', ' ').trim();
}

function factOf(pid: string, name: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function workingFolderOf(pid: string): string {
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
