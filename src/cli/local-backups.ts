import type { Backup } from './things.ts';

export interface VerifiedArchive {
  readonly outcome: 'passed' | 'failed';
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}

export interface LocalOptions {
  /** The answer is for a program: progress would be in its way. */
  readonly isJson: boolean;
}

/** What came of a restore. */
export interface LocalAnswer {
  readonly document: object;
  readonly lines: readonly string[];
  /** 0, or the exit status that says why nothing was changed. */
  readonly status: number;
}

/** What is done on this machine, on the configured database, while no server is asked. */
export interface LocalBackups {
  create(options: LocalOptions & { readonly withSecrets: boolean }): Promise<Backup>;
  list(): Promise<readonly Backup[]>;
  /** A backup of the database, by its number. */
  verify(id: number, options: LocalOptions): Promise<Backup>;
  /** Any archive; needs no database. */
  verifyFile(path: string, options: LocalOptions): Promise<VerifiedArchive>;
  /** Puts a backup, by its number or its path, in the place of what is there. */
  restore(named: string, options: LocalOptions & { readonly yes: boolean }): Promise<LocalAnswer>;
}
