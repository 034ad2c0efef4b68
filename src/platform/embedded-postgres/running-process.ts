import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** What the system shows of a process id. A zombie is gone: it holds nothing, though signals still reach it. */
export type RunningProcess =
  | { readonly state: 'gone' }
  /** It lives, but its command line may not be read: nothing can be proven about it. */
  | { readonly state: 'hidden' }
  | {
      readonly state: 'alive';
      readonly commandLine: readonly string[];
      /** Null where the system does not say. */
      readonly workingFolder: string | null;
      /** Tells two processes apart that had the same id one after the other; empty where the system does not say. */
      readonly startedAt: string;
    };

export function lookAtProcess(pid: number): RunningProcess {
  if (!takesSignals(pid)) return { state: 'gone' };
  return process.platform === 'linux' ? lookIntoProc(pid) : askPs(pid);
}

function takesSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

function lookIntoProc(pid: number): RunningProcess {
  try {
    // The name in parentheses may itself hold spaces and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return { state: 'gone' };
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return { state: 'alive', commandLine, workingFolder: workingFolderOf(pid), startedAt: fields[19] ?? '' };
  } catch {
    return takesSignals(pid) ? { state: 'hidden' } : { state: 'gone' };
  }
}

function workingFolderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function askPs(pid: number): RunningProcess {
  const shown = spawnSync('ps', ['-o', 'state=', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  const line = shown.stdout?.trim() ?? '';
  if (shown.status !== 0 || line === '') return takesSignals(pid) ? { state: 'hidden' } : { state: 'gone' };
  if (line.startsWith('Z')) return { state: 'gone' };
  const commandLine = line.replace(/^\S+\s+/u, '').split(' ');
  return { state: 'alive', commandLine, workingFolder: null, startedAt: '' };
}
