import type { RunningProcess } from './running-process.ts';

/** What `postmaster.pid` says; it is written line by line while the server starts, so later lines may be missing. */
export interface PostmasterPid {
  readonly pid: number;
  readonly socketFolder: string | null;
}

export function parsePostmasterPid(text: string): PostmasterPid | null {
  const lines = text.split('\n');
  // A single-user backend writes its id as a negative number.
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!Number.isSafeInteger(pid) || pid === 0) return null;
  return { pid, socketFolder: lines[4] || null };
}

/** Whether the process whose id stands in the file is the server of this cluster. */
export type PostmasterVerdict = 'ours' | 'gone' | 'foreign' | 'unknown';

/**
 * Process ids come round again, above all in containers: a live process with the id from the file proves nothing.
 * `foreign` is said only when it is certain, for then the file is deleted.
 */
export function judgePostmaster(process: RunningProcess, clusterFolder: string): PostmasterVerdict {
  if (process.state === 'gone') return 'gone';
  if (process.state === 'hidden') return 'unknown';
  const words = process.commandLine;
  if (!words.some((word) => /postgres|postmaster/u.test(word))) return 'foreign';
  // The server works inside its cluster's folder, whatever way it was started.
  if (process.workingFolder === clusterFolder) return 'ours';
  if (`${words.join(' ')} `.includes(`-D ${clusterFolder} `)) return 'ours';
  const anotherFolder = process.workingFolder ?? words[words.indexOf('-D') + 1];
  return anotherFolder?.startsWith('/') ? 'foreign' : 'unknown';
}
