import { readdirSync, readlinkSync } from 'node:fs';

/** The processes that work inside a folder: PostgreSQL's do so in the folder of their cluster. */
export function processesIn(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name) && workingFolder(name).startsWith(folder))
    .map(Number);
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
