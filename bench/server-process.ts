import { readFileSync, writeFileSync } from 'node:fs';
import type { RunningProgram } from '../test/support/program.ts';

/** The server's Node process: what the launcher has started. */
export function serverPid({ child: { pid } }: RunningProgram): number {
  const [server] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return Number(server);
}

/** Memory that a process holds now, in megabytes. */
export function residentMegabytes(pid: number): number {
  return statusKilobytes(pid, 'VmRSS') / 1024;
}

/** The most that it has held since `forgetPeak`. */
export function peakMegabytes(pid: number): number {
  return statusKilobytes(pid, 'VmHWM') / 1024;
}

export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function statusKilobytes(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]);
}
