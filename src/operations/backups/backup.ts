import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { instantOfStamp, stampOf } from '../../base/stamp.ts';
import type { ArchiveCheck } from '../archive/invariants.ts';

export type BackupOrigin = 'schedule' | 'manual' | 'safety';
export type BackupState = 'running' | 'done' | 'failed';
export type BackupPlaceKind = 'folder' | 's3';

export interface Backup {
  readonly id: number;
  /** Of the file. */
  readonly name: string;
  readonly place: BackupPlaceKind;
  /** Where the file is: a path of the machine that made it, or an s3:// address. */
  readonly path: string;
  readonly origin: BackupOrigin;
  readonly state: BackupState;
  readonly has_secrets: boolean;
  readonly program_version: string;
  readonly size_bytes: number | null;
  readonly row_count: number | null;
  readonly sha256: string | null;
  /** Why it failed, as a sentence. */
  readonly error: string | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly verified_at: Date | null;
  readonly verification: 'passed' | 'failed' | null;
  readonly verification_checks: readonly ArchiveCheck[] | null;
}

const NAME = /^mamcrawler-(\d{4}-\d\d-\d\dT\d{6}Z)-(schedule|manual|safety)(?:-[0-9a-f]{8})?\.zip$/;

/** `mamcrawler-2026-11-22T033700Z-schedule-5f0c2a91.zip`: nobody else has it, whoever shares the place. */
export function nameBackup(at: Date, origin: BackupOrigin): string {
  return `mamcrawler-${stampOf(at)}-${origin}-${randomBytes(4).toString('hex')}.zip`;
}

/** Only files that are named so are ever read, moved or removed, whatever a table says. */
export function isBackupName(name: string): boolean {
  return NAME.test(name);
}

/** When the backup of this name was made. */
export function instantOfName(name: string): Date | null {
  return instantOfStamp(NAME.exec(name)?.[1] ?? '');
}

export function originOfName(name: string): BackupOrigin | null {
  return (NAME.exec(name)?.[2] as BackupOrigin | undefined) ?? null;
}

/** The folder in which a path says that a backup of this name lies; null where it says something else. */
export function folderOf(name: string, path: string): string | null {
  const isPlain = isBackupName(name) && basename(path) === name && join(dirname(path), name) === path;
  return isPlain ? dirname(path) : null;
}
