import { progressLine } from '../base/progress-line.ts';

/** What of a stream of the process is used here. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressDisplay {
  /** `remark` is put after it: rate, time left. */
  show(done: number, total: number | null, remark?: string): void;
  end(): void;
}

const SILENT_MS = 5_000;

/** A bar that is drawn over itself in a terminal; elsewhere a line every few seconds. */
export function createProgressDisplay(label: string, out: TerminalStream): ProgressDisplay {
  // What is over soon says nothing.
  let shownAt = performance.now();
  let last = '';
  return {
    show(done, total, remark = '') {
      const line = [progressLine(label, done, total), remark].filter((part) => part !== '').join('  ');
      if (line === last) return;
      last = line;
      if (out.isTTY) out.write(`\r\u001b[K${line}`);
      else if (performance.now() - shownAt > SILENT_MS) {
        shownAt = performance.now();
        out.write(`${line}\n`);
      }
    },
    end() {
      if (out.isTTY && last !== '') out.write('\n');
    },
  };
}
