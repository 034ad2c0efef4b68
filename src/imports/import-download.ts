import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Announce } from '../activity/facts.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { compareNaturally } from '../base/text.ts';
import { refreshSearchText } from '../catalog/book-store.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import { readDownloadClient } from '../downloads/download-client-store.ts';
import { type Download, lockDownload, updateDownload } from '../downloads/download-store.ts';
import { mapClientPath } from '../downloads/path-mapping.ts';
import type { AudioReader } from '../library/audio-reader.ts';
import { shelvedBook } from '../library/browse-books.ts';
import { describeItem } from '../library/describe-item.ts';
import { type Library, readLibraries, readLibrary } from '../library/library-store.ts';
import type { NamedRecording } from '../library/naming.ts';
import { orderAudioFiles } from '../library/order-audio-files.ts';
import { readItem } from '../library/read-item.ts';
import { recordItem } from '../library/record-item.ts';
import { findItem } from '../library/walk-library.ts';
import type { Database } from '../platform/database.ts';
import type { JobAttempt } from '../platform/jobs.ts';
import { waitForPerson } from '../wanted/settle-download.ts';
import { lockWanted, readWanted, updateWanted, type WantedBook } from '../wanted/wanted-store.ts';
import { carryOutPlan, isCarriedOut } from './carry-out-plan.ts';
import { BookImported, ImportFailed, ImportHeld } from './facts.ts';
import { gatherEvidence, type ReadDownloadFile } from './gather-evidence.ts';
import { type Import, openImport, readImport, updateImport } from './import-store.ts';
import { type InspectedDownload, inspectDownload } from './inspect-download.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { proveDownload } from './prove-download.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly reader: AudioReader;
}

/** Why an import goes no further until a person has looked. */
class Held extends Error {
  override readonly name = 'Held';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons[0] ?? 'It is in doubt.');
    this.reasons = reasons;
  }
}

/** Imports a finished download: inspect, prove, plan, carry out, record. A second run finds how far the first one came. */
export async function importDownload(needs: Needs, downloadId: number, attempt: JobAttempt): Promise<void> {
  const begun = await begin(needs, downloadId);
  if (begun === null) return;
  try {
    await carry(needs, begun.download, begun.entry);
  } catch (error) {
    if (error instanceof Held) return hold(needs, begun.entry, error);
    if (!attempt.isLast && !isForPerson(error)) throw error;
    await failImport(needs, begun.entry, inWords(error));
  }
}

async function begin(
  { db }: Needs,
  downloadId: number,
): Promise<{ readonly download: Download; readonly entry: Import } | null> {
  return db.transaction().execute(async (tx) => {
    const download = await lockDownload(tx, downloadId).catch(() => null);
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
  const inspected = await locate(db, download);
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
  await record(needs, { library, wanted, download, entryId: entry.id, plan });
}

async function chooseLibrary(db: Database, wanted: WantedBook): Promise<Library> {
  const library =
    wanted.library_id === null ? (await readLibraries(db))[0] : await readLibrary(db, wanted.library_id);
  if (library === undefined) throw new Held(['There is no library to import into. Add one, then try again.']);
  if (!existsSync(library.path))
    throw new Held([`The library's folder ${library.path} is not there. Is it mounted?`]);
  return library;
}

/** The download on our disk; a path of the client that we cannot see names both paths. */
async function locate(db: Database, download: Download): Promise<InspectedDownload> {
  const { client_id, content_path } = download;
  if (client_id === null || content_path === null)
    throw new Held(['The client does not say where the files are.']);
  const client = await readDownloadClient(db, client_id);
  const path = mapClientPath(content_path, client.pathMappings);
  const inspected = await inspectDownload(path);
  if (inspected === null) {
    const here =
      path === content_path ? 'that path does not exist here' : `here that is ${path}, which does not exist`;
    throw new Held([
      `${client.name} keeps the files at ${content_path}; ${here}. Set a path mapping for ${client.name}, or mount the folder at the same path.`,
    ]);
  }
  if (inspected.dangers.length > 0) throw new Held(inspected.dangers);
  if (inspected.audio.length === 0) throw new Held([`There is no audio file in ${inspected.root}.`]);
  return inspected;
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
    recording: await namedRecording(db, wanted, inspected, files),
    template: library.namingTemplate ?? undefined,
    audio: ordered.map(({ file: { file } }) => file),
    cover: inspected.cover,
    // What an earlier try of this very import has placed is no obstacle.
    isTaken: (path) => path !== entry.target_path && existsSync(join(library.path, path)),
  });
  if (plan !== null) return plan;
  throw new Held([
    'The library has a folder of this book already. Move it or name a narrator, then try again.',
  ]);
}

async function namedRecording(
  db: Database,
  wanted: WantedBook,
  inspected: InspectedDownload,
  files: readonly ReadDownloadFile[],
): Promise<NamedRecording> {
  const book = await shelvedBook(db, wanted.book_id);
  const described = describeItem(
    { path: inspected.name },
    files
      .map(({ file, reading }) => ({ path: `${inspected.name}/${file.name}`, reading }))
      .toSorted((a, b) => compareNaturally(a.path, b.path)),
  );
  return {
    title: wanted.title,
    subtitle: wanted.subtitle,
    authors: wanted.authors.map(({ name }) => name),
    narrators: described.narrators.length > 0 ? described.narrators : wanted.narrators,
    series: book?.series[0] ?? described.series[0] ?? null,
    year: book?.published_year ?? described.publishedYear,
    asin: wanted.asin ?? described.asin,
    language: wanted.language ?? described.language,
  };
}

async function place(db: Database, library: Library, entry: Import, plan: ImportPlan): Promise<void> {
  if (entry.target_path === plan.targetPath && (await isCarriedOut(library.path, plan))) return;
  await updateImport(db, entry.id, { step: 'staged' });
  const { transfer, reason } = await carryOutPlan(library.path, entry.id, plan);
  await updateImport(db, entry.id, { step: 'placed', transfer, transfer_reason: reason });
}

interface Placed {
  readonly library: Library;
  readonly wanted: WantedBook;
  readonly download: Download;
  readonly entryId: number;
  readonly plan: ImportPlan;
}

/** The item, the want and the import become what they are in one transaction. */
async function record(
  { db, clock, announce, reader }: Needs,
  { library, wanted, download, entryId, plan }: Placed,
): Promise<void> {
  const found = await findItem(library.path, plan.targetPath);
  const item = await readItem(reader, library.path, found);
  await db.transaction().execute(async (tx) => {
    await lockCatalog(tx);
    const locked = await lockWanted(tx, wanted.id);
    const { itemId } = await recordItem(tx, library.id, item, {
      now: clock.now(),
      wasRecordingId: null,
      bookId: wanted.book_id,
    });
    await refreshSearchText(tx, [wanted.book_id]);
    if (locked !== null) {
      await updateWanted(tx, wanted.id, {
        state: 'owned',
        reason: null,
        library_item_id: itemId,
        next_search_at: null,
      });
    }
    await updateDownload(tx, download.id, { state: 'imported', error: null });
    await updateImport(tx, entryId, {
      state: 'imported',
      step: 'recorded',
      library_item_id: itemId,
      finished_at: clock.now(),
    });
    const { transfer } = await readImport(tx, entryId);
    await announce(tx, BookImported, {
      import_id: entryId,
      wanted_id: wanted.id,
      library_id: library.id,
      title: wanted.title,
      path: join(library.path, plan.targetPath),
      transfer: transfer ?? 'hardlink',
    });
  });
}

async function hold({ db, announce }: Needs, entry: Import, { reasons }: Held): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await updateImport(tx, entry.id, { state: 'held', reasons });
    const why = reasons[0] ?? '';
    await waitForPerson(tx, entry.wanted_book_id, why);
    await announce(tx, ImportHeld, { ...aboutImport(entry), why });
  });
}

async function failImport({ db, announce }: Needs, entry: Import, why: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await updateImport(tx, entry.id, { state: 'failed', step: 'planned', target_path: null, reasons: [why] });
    await waitForPerson(tx, entry.wanted_book_id, why);
    await announce(tx, ImportFailed, { ...aboutImport(entry), why });
  });
}

export function aboutImport(entry: Import) {
  const { id, wanted_book_id, library_id, title } = entry;
  return { import_id: id, wanted_id: wanted_book_id, library_id, title };
}

/** Another try in some seconds would meet the same. */
function isForPerson(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'].includes(String(error.code))
  );
}

function inWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'The disk of the library is full. Make room, then try again; nothing was left behind.';
  if (code === 'EROFS') return 'The library lies on a file system that cannot be written.';
  if (code === 'EACCES' || code === 'EPERM')
    return 'MAMcrawler may not write into the library. Check the owner and rights of the folder.';
  return messageOf(error);
}
