import { userIdOf } from '../../access/actor.ts';
import { cancelTask } from '../../activity/cancel-task.ts';
import type { Task } from '../../activity/task-store.ts';
import { getTask, latestTasks, listTasks } from '../../activity/task-store.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import * as contract from '../../contract/libraries.ts';
import * as itemContract from '../../contract/library-items.ts';
import * as taskContract from '../../contract/tasks.ts';
import { type ItemPlace, moveItemByHand } from '../../editing/move-item.ts';
import { addLibrary } from '../../library/add-library.ts';
import { answerVanished } from '../../library/answer-vanished.ts';
import {
  type BrowsedItem,
  type BrowsedItemDetail,
  browseItem,
  browseItems,
} from '../../library/browse-items.ts';
import { changeLibrary, forgetLibrary } from '../../library/change-library.ts';
import { requestCheck, requestItemCheck } from '../../library/integrity/run-check.ts';
import { type LibrarySummary, listLibraries, summariseLibrary } from '../../library/library-store.ts';
import { forgetPlayingOrder, setPlayingOrder } from '../../library/playing-order/change-order.ts';
import { requestScan } from '../../library/run-scan.ts';
import type { HttpNeeds } from '../needs.ts';
import { given, instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, rawRoute, route } from '../route.ts';

const COVER_AGE_SECONDS = 3600;

export function libraryRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, covers } = needs;

  async function presentOne(id: number) {
    const library = await summariseLibrary(db, id);
    return presentLibrary(library, await latestTasks(db, 'scan_library', [id]));
  }

  async function presentItemDetail(id: number) {
    const item = await browseItem(db, id);
    return {
      ...presentItem(item),
      narrators: [...item.narrators],
      audio_files: item.audio_files.map(({ fault, ...file }) => (fault === null ? file : { ...file, fault })),
      order: presentOrder(item),
      chapters: item.chapters.map(({ title, startSeconds, endSeconds }) => ({
        title,
        start_seconds: startSeconds,
        end_seconds: endSeconds,
      })),
      chapter_source: item.chapter_source,
    };
  }

  return [
    route(contract.listLibraries, async ({ query }) => {
      const page = await listLibraries(db, query);
      const scans = await latestTasks(
        db,
        'scan_library',
        page.items.map(({ id }) => id),
      );
      return presentPage(page, (library) => presentLibrary(library, scans));
    }),
    route(contract.addLibrary, async ({ body }) => {
      const { name, path, naming_template } = body;
      const library = await addLibrary(needs, { name, path, namingTemplate: naming_template ?? null });
      return presentOne(library.id);
    }),
    route(contract.getLibrary, ({ params }) => presentOne(params.id)),
    route(contract.changeLibrary, async ({ params, body }) => {
      const { name, path, watch, naming_template: namingTemplate, source_order: sourceOrder } = body;
      await changeLibrary(needs, params.id, given({ name, path, namingTemplate, watch, sourceOrder }));
      return presentOne(params.id);
    }),
    route(contract.forgetLibrary, async ({ params }) => forgetLibrary(needs, params.id)),
    route(contract.scanLibrary, async ({ params }) => ({ task_id: await requestScan(needs, params.id) })),
    route(contract.checkLibrary, async ({ params }) => ({ task_id: await requestCheck(needs, params.id) })),
    route(itemContract.checkLibraryItem, async ({ params }) => ({
      task_id: await requestItemCheck(needs, params.id),
    })),
    route(contract.answerVanished, async ({ params, body }) => ({
      task_id: await answerVanished(needs, params.id, body.gone),
    })),
    route(itemContract.listLibraryItems, async ({ query }) =>
      presentPage(await browseItems(db, query), presentItem),
    ),
    route(itemContract.getLibraryItem, ({ params }) => presentItemDetail(params.id)),
    route(itemContract.moveLibraryItem, async ({ params, body, actor }) => {
      const editor = { userId: userIdOf(actor), now: needs.clock.now() };
      await db.transaction().execute((tx) => moveItemByHand(tx, params.id, placeOf(body), editor));
      return presentItemDetail(params.id);
    }),
    route(itemContract.setPlayingOrder, async ({ params, body }) => {
      await setPlayingOrder(db, params.id, body.paths);
      return presentItemDetail(params.id);
    }),
    route(itemContract.forgetPlayingOrder, async ({ params }) => {
      await forgetPlayingOrder(db, params.id);
      return presentItemDetail(params.id);
    }),
    rawRoute(itemContract.getCover, async ({ params, request, reply }) => {
      const { bytes, mediaType, etag } = await covers.read(params.id);
      reply.header('cache-control', `private, max-age=${COVER_AGE_SECONDS}`).header('etag', etag);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type(mediaType).send(bytes);
    }),
    route(taskContract.getTask, async ({ params }) => presentTask(await getTask(db, params.id))),
    route(taskContract.cancelTask, async ({ params }) => presentTask(await cancelTask(needs, params.id))),
    route(taskContract.listTasks, async ({ query }) => presentPage(await listTasks(db, query), presentTask)),
  ];
}

function presentWatching(state: LibrarySummary['watchState']) {
  if (state === null) return null;
  const { by, reason, every_seconds } = state;
  return { by, reason, every_seconds };
}

function presentLibrary(library: LibrarySummary, scans: ReadonlyMap<number, Task>) {
  const scan = scans.get(library.id);
  return {
    id: library.id,
    name: library.name,
    path: library.path,
    naming_template: library.namingTemplate,
    watch: library.watch,
    watching: presentWatching(library.watchState),
    source_order: library.sourceOrder && [...library.sourceOrder],
    item_count: library.itemCount,
    fault_count: library.faultCount,
    duration_seconds: library.durationSeconds,
    last_scan:
      scan === undefined
        ? null
        : { task_id: scan.id, state: scan.state, finished_at: instantOrNull(scan.finished_at) },
    vanished:
      library.vanishedAt === null ? null : { count: library.vanishedCount, at: instant(library.vanishedAt) },
    created_at: instant(library.createdAt),
  };
}

function presentItem(item: BrowsedItem) {
  return {
    id: item.id,
    library_id: item.library_id,
    path: item.path,
    book: item.book === null ? null : { ...item.book, authors: [...item.book.authors] },
    recording_id: item.recording_id,
    duration_seconds: item.duration_seconds,
    size_bytes: item.size_bytes,
    file_count: item.file_count,
    has_cover: item.has_cover,
    faults: [...item.faults],
    check: presentCheck(item),
    added_at: instant(item.added_at),
  };
}

function presentOrder({ order }: BrowsedItemDetail) {
  if (order === null) return null;
  const { by, confidence, agreeing, contradicting, gaps, collisions } = order;
  return {
    by,
    confidence,
    agreeing: [...agreeing],
    contradicting: [...contradicting],
    gaps: [...gaps],
    collisions: [...collisions],
  };
}

function placeOf({ recording_id: recordingId, book_id: bookId }: Place): ItemPlace {
  if (recordingId !== undefined) return { recordingId };
  return bookId === undefined ? { newBook: true } : { bookId };
}

type Place = BodyOf<typeof itemContract.moveLibraryItem>;

function presentCheck({ check }: BrowsedItem) {
  if (check === null) return null;
  return {
    method: check.method,
    checked_at: instant(check.checkedAt),
    is_outdated: check.isOutdated,
    decayed: check.decayed,
    findings: check.findings.map(({ kind, severity, path, sentence }) => ({
      kind,
      severity,
      path,
      sentence,
    })),
  };
}

function presentTask(task: Task) {
  return {
    id: task.id,
    kind: task.kind,
    subject_id: task.subject_id,
    state: task.state,
    progress: { done: task.progress_done, total: task.progress_total, detail: presentDetail(task) },
    started_at: instantOrNull(task.started_at),
    finished_at: instantOrNull(task.finished_at),
    result: task.result === null ? null : { ...task.result },
    error: task.error,
    created_at: instant(task.created_at),
  };
}

function presentDetail({ progress_detail: detail }: Task) {
  if (detail === null) return null;
  const { phase, at, items_per_second, seconds_left, faults } = detail;
  return { phase, at, items_per_second, seconds_left, faults };
}
