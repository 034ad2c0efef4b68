import type { Ask } from './ask-server.ts';
import type { Environment } from './environment.ts';
import type { LocalBackups } from './local-backups.ts';
import type { ProgressDisplay } from './progress-display.ts';

/** What a command has to say, in both ways in which it can be asked to. */
export interface Answer {
  /** For programs: one JSON document. */
  readonly document: object;
  /** For people; `width` is the terminal's in cells, null where it goes into a file or a pipe. */
  lines(width: number | null): readonly string[];
  /** For people, on standard error: standard output holds the lines alone, for a script to take. */
  readonly beside?: readonly string[];
  /** What was asked for did not come about: exit status 1. */
  readonly hasFailed?: boolean;
}

/** What a command works with. */
export interface Session {
  readonly ask: Ask;
  /** Which server is asked, and with whose key. */
  environment(): Environment;
  /** Shows how far something is; nothing where the answer is for a program. */
  progress(label: string): ProgressDisplay;
  /** A new password of somebody: typed at the terminal, else from standard input. Throws CliFault. */
  askPassword(whose: string): Promise<string>;
  answer(answer: Answer): void;
  /** What can be done on this machine without a server; null where nothing can. */
  readonly local: LocalBackups | null;
}
