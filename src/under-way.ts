import { createProgressDisplay } from './cli/progress-display.ts';
import { stopSignal } from './stop-signal.ts';

/** How a command without a server is told to stop, and how it tells how far it is. */
export interface CommandControl {
  readonly signal: AbortSignal;
  /** Ends what was shown before. */
  readonly show: (label: string) => (done: number, total: number) => void;
}

/** Runs a command that Ctrl-C breaks off, with its progress beside standard output where no program reads it. */
export async function underWay<T>(
  isJson: boolean,
  work: (control: CommandControl) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  void stopSignal().then(() => stopping.abort(new Error('Broken off: nothing was changed.')));
  let end = () => {};
  const show = (label: string) => {
    end();
    const display = createProgressDisplay(label, process.stderr);
    end = () => display.end();
    return (done: number, total: number) => display.show(done, total);
  };
  try {
    return await work({ signal: stopping.signal, show: isJson ? () => () => {} : show });
  } finally {
    end();
  }
}
