import type pg from 'pg';
import { Conflict, Invalid, messageOf } from '../../base/errors.ts';
import { tryLock } from '../../platform/advisory-lock.ts';
import { VERIFY_LOCK } from '../../platform/lock-numbers.ts';
import { MigrationFault } from '../../platform/migration-files.ts';
import { archiveFault, connectForArchive } from './archive-client.ts';
import { type ArchiveCheck, checkInvariants } from './invariants.ts';
import { type Archive, readArchive } from './read-archive.ts';
import { RESTORE_STEPS, type RestoreOptions, type RestoreStep, restoreArchive } from './restore-archive.ts';
import { makeScratchDatabase } from './scratch-database.ts';
import { type ScratchServerOptions, startScratchServer } from './scratch-server.ts';

export interface Verification {
  readonly outcome: 'passed' | 'failed';
  /** Where it was restored: beside the program's database, or on a server of its own. */
  readonly place: 'database' | 'embedded' | null;
  readonly checks: readonly ArchiveCheck[];
}

export interface VerifyNeeds extends ScratchServerOptions {
  /** To the database of the program, beside which the scratch one is made. */
  readonly connection: pg.ClientConfig;
}

const READABLE = 'the file is whole';

/** What each step of a restore shows. */
const SHOWN: Readonly<Record<RestoreStep, string>> = {
  schema: 'the schema of its version can be made',
  rows: 'the rows can be read in',
  'foreign keys': 'the rows refer to each other as they should',
  checksums: 'row counts and checksums are those of the original',
  upgrade: 'it can be brought up to this version',
};

/**
 * Restores an archive beside what is there and looks at the outcome. `failed` means that something is wrong with the
 * archive; throws where that could not be found out.
 */
export async function verifyArchive(
  needs: VerifyNeeds,
  path: string,
  options: RestoreOptions = {},
): Promise<Verification> {
  try {
    return await verify(needs, path, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw archiveFault(error);
  }
}

function describe({ sizeBytes, manifest, secrets }: Archive): string {
  const { program_version: version, created_at: madeAt } = manifest;
  return `${sizeBytes} bytes, made by MAMcrawler ${version} at ${madeAt}, ${secrets === null ? 'without' : 'with'} secrets`;
}

async function verify(needs: VerifyNeeds, path: string, options: RestoreOptions): Promise<Verification> {
  const checks: ArchiveCheck[] = [];
  const failed = (name: string, error: unknown, place: Verification['place']): Verification => {
    if (!(error instanceof Invalid || error instanceof MigrationFault)) throw error;
    return { outcome: 'failed', place, checks: [...checks, { name, ok: false, detail: messageOf(error) }] };
  };
  let archive: Archive;
  try {
    archive = await readArchive(path);
  } catch (error) {
    return failed(READABLE, error, null);
  }
  await using _open = archive;
  try {
    await archive.checkEntries(options);
    checks.push({ name: READABLE, ok: true, detail: describe(archive) });
  } catch (error) {
    return failed(READABLE, error, null);
  }
  await using holder = await connectForArchive(needs.connection);
  if (!(await tryLock(holder, VERIFY_LOCK)))
    throw new Conflict('Another backup is being verified just now. Try again when that is done.');
  const database = await makeScratchDatabase(holder, needs.connection);
  const place = database === null ? 'embedded' : 'database';
  await using scratch = database ?? (await startScratchServer(needs));
  const steps: RestoreStep[] = [];
  try {
    const onStep = (step: RestoreStep) => {
      steps.push(step);
      checks.push({ name: SHOWN[step], ok: true, detail: '' });
      options.onStep?.(step);
    };
    await restoreArchive(scratch, archive, { ...options, onStep });
  } catch (error) {
    const step = RESTORE_STEPS[steps.length] ?? 'upgrade';
    return failed(SHOWN[step], error, place);
  }
  await using client = await connectForArchive(scratch.connection, options.signal);
  checks.push(...(await checkInvariants(client)));
  return { outcome: checks.every(({ ok }) => ok) ? 'passed' : 'failed', place, checks };
}
