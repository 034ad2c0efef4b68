import type { SealedCount } from './operations/reseal-credentials.ts';

/** What a command has to say. */
export interface Told {
  /** For programs. */
  readonly document: object;
  /** For people. */
  readonly lines: readonly string[];
  /** The exit status. */
  readonly status: number;
  /** A new secret: alone on standard output, all else goes beside it. */
  readonly secret?: string;
  /** The lines are what was asked for, whatever the status is. */
  readonly isReport?: boolean;
}

/** A refusal goes to standard error; what was asked for, and every document, to standard output. */
export function tell({ document, lines, secret, status, isReport = false }: Told, isJson: boolean): void {
  if (isJson) {
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  if (secret !== undefined) process.stdout.write(`${secret}\n`);
  const isBeside = secret !== undefined || (status !== 0 && !isReport);
  (isBeside ? process.stderr : process.stdout).write(lines.map((line) => `${line}\n`).join(''));
}

export function unreadableLines({ unreadable }: SealedCount): readonly string[] {
  if (unreadable.length === 0) return [];
  return [
    'No known key opens these. Enter what was a key or a password again, and search again for the links:',
    ...unreadable.map((what) => `  ${what}`),
  ];
}

export function documentOf({ current, previous, unreadable }: SealedCount): object {
  return { sealed_with_current: current, sealed_with_previous: previous, unreadable };
}
