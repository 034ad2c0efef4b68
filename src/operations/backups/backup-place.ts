import type { Readable } from 'node:stream';
import type { BackupPlaceKind } from './backup.ts';

export interface StoredBackup {
  readonly name: string;
  readonly sizeBytes: number;
}

/**
 * Where backups lie. Names are those of backups; each call throws Unavailable where the place does not answer, and
 * Refused where it says no, in words.
 */
export interface BackupPlace {
  readonly kind: BackupPlaceKind;
  /** For people: a folder or an s3:// address. */
  readonly address: string;
  addressOf(name: string): string;
  /** Takes in a whole file of this machine under this name; all of it is there then, or nothing. */
  keep(name: string, file: string, signal?: AbortSignal): Promise<void>;
  /** Throws NotFound. */
  open(name: string, signal?: AbortSignal): Promise<{ readonly sizeBytes: number; readonly body: Readable }>;
  /** Every backup that is whole. */
  list(): Promise<readonly StoredBackup[]>;
  /** Also what a broken-off `keep` left of it; a name that is not there is removed already. */
  remove(name: string): Promise<void>;
}
