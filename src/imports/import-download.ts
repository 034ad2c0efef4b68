import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Announce } from '../activity/facts.ts';
import type { Clock } from '../base/clock.ts';
import { orNull } from '../base/errors.ts';
import type { DownloadClients } from '../downloads/download-clients.ts';
import { type Download, lockDownload } from '../downloads/download-store.ts';
import type { AudioReader } from '../library/audio-reader.ts';
import type { Library } from '../library/library-store.ts';
import { orderAudioFiles } from '../library/playing-order/order-audio-files.ts';
import type { Database } from '../platform/database.ts';
import type { JobAttempt } from '../platform/jobs.ts';
import { readWanted, updateWanted, type WantedBook } from '../wanted/wanted-store.ts';
import { carryOutPlan, findCarriedOut } from './carry-out-plan.ts';
import { gatherEvidence, type ReadDownloadFile } from './gather-evidence.ts';
import { Held } from './held.ts';
import { importFaultInWords, isForPerson } from './import-fault.ts';
import { type Import, openImport, updateImport } from './import-store.ts';
import type { InspectedDownload } from './inspect-download.ts';
import { chooseLibrary, locateDownload } from './locate-download.ts';
import { nameRecording } from './name-recording.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { proveDownload } from './prove-download.ts';
import { failImport, holdImport, recordImport } from './settle-import.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly reader: AudioReader;
  readonly clients: DownloadClients;
}

/** Imports a finished download: inspect, prove, plan, carry out, record. A second run finds how far the first one came. */
export async function importDownload(needs: Needs, downloadId: number, attempt: JobAttempt): Promise<void> {
  const begun = await begin(needs, downloadId);
  if (begun === null) return;
  try {
    await carry(needs, begun.download, begun.entry);
  } catch (error) {
    if (error instanceof Held) return holdImport(needs, begun.entry, error.reasons);
    if (!attempt.isLast && !isForPerson(error)) throw error;
    await failImport(needs, begun.entry, importFaultInWords(error));
  }
}

async function begin(
  { db }: Needs,
  downloadId: number,
): Promise<{ readonly download: Download; readonly entry: Import } | null> {
  return db.transaction().execute(async (tx) => {
    const download = await orNull(lockDownload(tx, downloadId));
    if (download?.state !== 'completed') return null;
    const entry = await openImport(tx, {
      download_id: download.id,
      wanted_book_id: download.wanted_book_id,
      title: download.title,
    });
    if (entry.state !== 'running') return null;
    if (download.wanted_book_id !== null) {
      await updateWanted(tx, download.wanted_book_id, { state: 'importing', reason: null });
    }
    return { download, entry };
  });
}

async function carry(needs: Needs, download: Download, entry: Import): Promise<void> {
  const { db, reader } = needs;
  const wanted = download.wanted_book_id === null ? null : await readWanted(db, download.wanted_book_id);
  if (wanted === null) throw new Held(['The book is no longer wanted.']);
  const library = await chooseLibrary(db, wanted);
  const inspected = await locateDownload(needs, download);
  await updateImport(db, entry.id, { library_id: library.id, source_path: inspected.root });
  const files = await Promise.all(
    inspected.audio.map(
      async (file): Promise<ReadDownloadFile> => ({ file, reading: await reader.read(file.path) }),
    ),
  );
  const findings = prove(wanted, inspected, files, entry.by_hand);
  const plan = await makePlan(db, library, wanted, inspected, files, entry);
  await updateImport(db, entry.id, {
    reasons: findings,
    target_path: plan.targetPath,
    files: plan.files.map(({ source, name }) => ({
      source: source.name,
      target: join(plan.targetPath, name),
      size_bytes: source.sizeBytes,
    })),
  });
  await place(db, library, entry, plan);
  await recordImport(needs, { library, wanted, download, entryId: entry.id, plan });
}

function prove(
  wanted: WantedBook,
  inspected: InspectedDownload,
  files: readonly ReadDownloadFile[],
  byHand: boolean,
): readonly string[] {
  const expected = {
    title: wanted.title,
    authors: wanted.authors.map(({ name }) => name),
    narrators: wanted.narrators,
    language: wanted.language,
    durationSeconds: null,
  };
  const proof = proveDownload(expected, gatherEvidence(inspected, files));
  if (!proof.isProven && !byHand) throw new Held(proof.findings);
  return proof.findings;
}

async function makePlan(
  db: Database,
  library: Library,
  wanted: WantedBook,
  inspected: InspectedDownload,
  files: readonly ReadDownloadFile[],
  entry: Import,
): Promise<ImportPlan> {
  const ordered = orderAudioFiles(
    inspected.name,
    files.map(({ file, reading }) => ({ path: `${inspected.name}/${file.name}`, tags: reading.tags, file })),
  );
  const plan = planImport({
    recording: await nameRecording(db, wanted, inspected, files),
    template: library.namingTemplate ?? undefined,
    audio: ordered.files.map(({ file: { file } }) => file),
    cover: inspected.cover,
    // What an earlier try of this very import has placed is no obstacle.
    isTaken: (path) => path !== entry.target_path && existsSync(join(library.path, path)),
  });
  if (plan !== null) return plan;
  throw new Held([
    'The library has a folder of this book already. Move it or name a narrator, then try again.',
  ]);
}

async function place(db: Database, library: Library, entry: Import, plan: ImportPlan): Promise<void> {
  const earlier = entry.target_path === plan.targetPath ? await findCarriedOut(library.path, plan) : null;
  if (earlier === null) await updateImport(db, entry.id, { step: 'staged' });
  const { transfer, reason } = earlier ?? (await carryOutPlan(library.path, entry.id, plan));
  await updateImport(db, entry.id, { step: 'placed', transfer, transfer_reason: reason });
}
