import { readFileSync } from 'node:fs';

/** Seldom, for a look walks through all their pages. */
const LOOK_EVERY_MS = 700;

/**
 * The memory of the server's Node process and its readers of audio files together, looked at now and then. Pages
 * that several processes share count once (proportional set size).
 */
export interface MemoryWatch {
  /** Ends it; the most that they held at once, in megabytes. */
  stop(): number;
}

export function watchMemory(pid: number): MemoryWatch {
  let peak = 0;
  const look = () => {
    peak = Math.max(
      peak,
      [pid, ...readersOf(pid)].reduce((sum, each) => sum + orZero(() => ownMegabytes(each)), 0),
    );
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function readersOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return children.filter((child) => commandOf(child).includes('audio-worker')).map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function ownMegabytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB$/mu.exec(rollup)?.[1]) / 1024;
}

/** A process may end while it is looked at. */
function orZero(read: () => number): number {
  try {
    return read() || 0;
  } catch {
    return 0;
  }
}
