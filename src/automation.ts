import { type Announce, createAnnounce, on } from './activity/facts.ts';
import type { LiveEvents } from './activity/live-events.ts';
import { openTasksOf } from './activity/task-store.ts';
import type { Clock } from './base/clock.ts';
import type { DownloadClients } from './downloads/download-clients.ts';
import {
  DownloadClientAdded,
  DownloadClientChanged,
  DownloadFinished,
  DownloadStuck,
  DownloadVanished,
} from './downloads/facts.ts';
import { importDownload } from './imports/import-download.ts';
import { isImporting } from './imports/import-store.ts';
import { ImportDownload } from './imports/jobs.ts';
import { IndexerAdded, IndexerChanged } from './indexers/facts.ts';
import type { Indexers } from './indexers/indexers.ts';
import type { AudioReader } from './library/audio-reader.ts';
import { requestDuplicates, runFindDuplicates } from './library/duplicates/find-duplicates.ts';
import { LibraryReorganised, LibraryScanned } from './library/facts.ts';
import { checkDueItems, type DueNeeds } from './library/integrity/check-due-items.ts';
import { runCheck, runItemCheck } from './library/integrity/run-check.ts';
import {
  CarryOutReorganisation,
  CheckDueItems,
  CheckLibrary,
  CheckLibraryItem,
  FindDuplicates,
  PlanReorganisation,
  ScanLibrary,
  ScanPlaces,
  UndoReorganisation,
} from './library/jobs.ts';
import { BACK, FORTH, runReorganisation } from './library/reorganise/carry-out-reorganisation.ts';
import { runPlanReorganisation } from './library/reorganise/plan-reorganisation.ts';
import { openScan, runScan } from './library/run-scan.ts';
import { tidyCovers } from './library/tidy-covers.ts';
import type { BackupNeeds } from './operations/backups/backup-needs.ts';
import { BACKUP_JOBS } from './operations/backups/jobs.ts';
import { workOnBackups } from './operations/backups/work-on-backups.ts';
import { echoQueue } from './operations/check-queue.ts';
import { forgetOldRecords } from './operations/forget-old-records.ts';
import { EchoQueue, ForgetOldRecords, ResumeStalled } from './operations/jobs.ts';
import { resumeStalled } from './operations/resume-stalled.ts';
import type { Database, Tx } from './platform/database.ts';
import type { JobKind, JobQueue, SendJob } from './platform/jobs.ts';
import type { SecretBox } from './platform/secret-box.ts';
import { BookWanted, ReleaseTaken } from './wanted/facts.ts';
import { handOverRelease } from './wanted/hand-over-release.ts';
import { HandOverRelease, RemoveDownload, SearchDueWants, SearchWantedBook } from './wanted/jobs.ts';
import { removeDownload } from './wanted/remove-download.ts';
import { openSearch, searchDueWants } from './wanted/request-search.ts';
import { searchWantedBook } from './wanted/search-wanted-book.ts';
import { waitForPerson } from './wanted/settle-download.ts';
import { hastenSearches } from './wanted/wanted-store.ts';

/** Everything that can be done later. */
export const JOBS: readonly JobKind[] = [
  ScanLibrary,
  ScanPlaces,
  PlanReorganisation,
  CarryOutReorganisation,
  UndoReorganisation,
  CheckLibrary,
  CheckLibraryItem,
  CheckDueItems,
  FindDuplicates,
  SearchDueWants,
  SearchWantedBook,
  HandOverRelease,
  RemoveDownload,
  ImportDownload,
  ResumeStalled,
  ForgetOldRecords,
  EchoQueue,
  ...BACKUP_JOBS,
];

/** Which job follows which fact. */
export function createAutomation({
  send,
  clock,
}: {
  readonly send: SendJob;
  readonly clock: Clock;
}): Announce {
  const searchAgain = async (tx: Tx) => {
    await hastenSearches(tx, clock.now());
    await send(tx, SearchDueWants, {});
  };
  return createAnnounce([
    on(BookWanted, async (tx, { wanted_id }) => void (await openSearch(send, tx, wanted_id))),
    on(ReleaseTaken, (tx, { download_id }) => send(tx, HandOverRelease, { download_id })),
    on(DownloadFinished, (tx, { download_id }) => send(tx, ImportDownload, { download_id })),
    on(DownloadVanished, (tx, { wanted_id, title, client }) =>
      waitForPerson(tx, wanted_id, `"${title}" is no longer in ${client}.`),
    ),
    on(DownloadStuck, (tx, { wanted_id, why }) => waitForPerson(tx, wanted_id, why)),
    // Its files are read anew where they lie now.
    on(LibraryReorganised, async (tx, { library_id }) => void (await openScan(send, tx, library_id))),
    on(LibraryScanned, async (tx, { added, changed, missing }) => {
      if (added + changed + missing > 0) await requestDuplicates(tx, send);
    }),
    on(IndexerAdded, searchAgain),
    on(IndexerChanged, searchAgain),
    on(DownloadClientAdded, searchAgain),
    on(DownloadClientChanged, searchAgain),
  ]);
}

export interface WorkNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly send: SendJob;
  readonly announce: Announce;
  readonly live: LiveEvents;
  readonly reader: AudioReader;
  readonly indexers: Indexers;
  readonly clients: DownloadClients;
  readonly secretBox: SecretBox;
  readonly backups: BackupNeeds;
  readonly coversDir: string;
  readonly integrity: Pick<DueNeeds, 'connection' | 'ffmpeg' | 'days'>;
}

/** Who does each job, and what the clock starts. */
export async function startWork(queue: JobQueue, needs: WorkNeeds): Promise<void> {
  await queue.work(ScanLibrary, (payload, attempt) => runScan(needs, payload, attempt));
  await queue.work(ScanPlaces, (payload, attempt) => runScan(needs, payload, attempt));
  await queue.work(PlanReorganisation, (payload, attempt) => runPlanReorganisation(needs, payload, attempt));
  await queue.work(CarryOutReorganisation, (payload, attempt) =>
    runReorganisation(needs, FORTH, payload, attempt),
  );
  await queue.work(UndoReorganisation, (payload, attempt) =>
    runReorganisation(needs, BACK, payload, attempt),
  );
  const checks = { ...needs, ...needs.integrity };
  await queue.work(CheckLibrary, (payload, attempt) => runCheck(checks, payload, attempt));
  await queue.work(CheckLibraryItem, (payload, attempt) => runItemCheck(checks, payload, attempt));
  await queue.work(FindDuplicates, (payload, attempt) => runFindDuplicates(needs, payload, attempt));
  await queue.work(CheckDueItems, (_, attempt) =>
    checkDueItems({ ...checks, isBusy: () => needsDisk(needs.db) }, attempt),
  );
  await queue.work(SearchDueWants, () => searchDueWants(needs));
  await queue.work(SearchWantedBook, (payload, attempt) => searchWantedBook(needs, payload, attempt));
  await queue.work(HandOverRelease, ({ download_id }, attempt) =>
    handOverRelease(needs, download_id, attempt),
  );
  await queue.work(RemoveDownload, (payload) => removeDownload(needs, payload));
  await queue.work(ImportDownload, ({ download_id }, attempt) => importDownload(needs, download_id, attempt));
  await queue.work(ResumeStalled, () => resumeStalled(needs));
  await queue.work(EchoQueue, () => echoQueue(needs));
  await queue.work(ForgetOldRecords, async () => {
    await forgetOldRecords(needs);
    await tidyCovers(needs);
  });
  await workOnBackups(queue, { ...needs.backups, send: needs.send });

  // A restore leaves no jobs: what was under way then goes on from here.
  await resumeStalled({ ...needs, stalledMs: 0 });
  await queue.schedule(SearchDueWants, '* * * * *');
  await queue.schedule(ResumeStalled, '*/5 * * * *');
  // Not each night: strangers' attempts to sign in are among them.
  await queue.schedule(ForgetOldRecords, '17 * * * *');
  if (needs.integrity.days > 0) await queue.schedule(CheckDueItems, '41 * * * *');
  else await queue.unschedule(CheckDueItems);
}

const DISK_TASKS = [
  'scan_library',
  'scan_places',
  'check_library',
  'check_library_item',
  'carry_out_reorganisation',
  'undo_reorganisation',
] as const;

/** Whether something is under way that a look into all audio would slow down, or that somebody waits for. */
async function needsDisk(db: Database): Promise<boolean> {
  for (const kind of DISK_TASKS) {
    if ((await openTasksOf(db, kind)).length > 0) return true;
  }
  return isImporting(db);
}
