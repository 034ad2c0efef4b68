import { type Actor, userIdOf } from '../../access/actor.ts';
import { listChangeSets, readChangeSet } from '../../catalog/change-store.ts';
import * as bulk from '../../contract/bulk-edit.ts';
import * as changes from '../../contract/changes.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import * as recordings from '../../contract/recordings.ts';
import { changesOfBook, changesOfSet, withBooks } from '../../editing/browse-changes.ts';
import { type BulkEditInput, bulkEdit } from '../../editing/bulk-edit.ts';
import {
  editRecording,
  enterRecordingByHand,
  removeRecording,
  splitRecording,
} from '../../editing/edit-recording.ts';
import { mergeBooks } from '../../editing/merge-books.ts';
import { type Undone, undoChangeSet, undoFieldChange } from '../../editing/undo-changes.ts';
import { chooseBooks } from '../../library/choose-books.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { locksOf } from '../field-names.ts';
import type { HttpNeeds } from '../needs.ts';
import { given, presentPage } from '../present.ts';
import { presentBookDetail } from '../present-book-detail.ts';
import { presentBookChange, presentChange, presentChangeSet, presentPlanned } from '../present-change.ts';
import { type Route, route } from '../route.ts';

export function editingRoutes({ db, clock }: HttpNeeds): readonly Route[] {
  const editorOf = (actor: Actor) => ({ userId: userIdOf(actor), now: clock.now() });
  const atOnce = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);

  return [
    route(recordings.addRecording, async ({ params, body, actor }) => {
      await atOnce((tx) => enterRecordingByHand(tx, params.id, inputOf(body), editorOf(actor)));
      return presentBookDetail(db, params.id);
    }),
    route(recordings.changeRecording, async ({ params, body, actor }) => {
      const edit = { ...inputOf(body), ...given({ bookId: body.book_id }), locked: locksOf(body.locked) };
      return presentBookDetail(db, await atOnce((tx) => editRecording(tx, params.id, edit, editorOf(actor))));
    }),
    route(recordings.removeRecording, ({ params, actor }) =>
      atOnce((tx) => removeRecording(tx, params.id, editorOf(actor))),
    ),
    route(recordings.splitRecording, async ({ params, actor }) =>
      presentBookDetail(db, await atOnce((tx) => splitRecording(tx, params.id, editorOf(actor)))),
    ),
    route(recordings.mergeBooks, async ({ params, body, actor }) => {
      await atOnce((tx) => mergeBooks(tx, params.id, body.book_ids, editorOf(actor)));
      return presentBookDetail(db, params.id);
    }),
    route(bulk.bulkEditBooks, async ({ body, actor }) => {
      const bookIds =
        body.book_ids ?? (await chooseBooks(db, body.filter ?? {}, { atMost: bulk.MAX_BULK_BOOKS }));
      const { changeSetId, bookCount, changedBookCount, changeCount, ...done } = await bulkEdit(
        db,
        [...new Set(bookIds)],
        bulkInputOf(body.changes),
        { ...editorOf(actor), isDryRun: body.dry_run },
      );
      return {
        change_set_id: changeSetId,
        book_count: bookCount,
        changed_book_count: changedBookCount,
        change_count: changeCount,
        changes: (await withBooks(db, done.changes)).map(presentPlanned),
      };
    }),
    route(changes.listBookChanges, async ({ params, query }) =>
      presentPage(await changesOfBook(db, params.id, query), presentBookChange),
    ),
    route(changes.listChangeSets, async ({ query }) =>
      presentPage(await listChangeSets(db, query), presentChangeSet),
    ),
    route(changes.getChangeSet, async ({ params }) => presentChangeSet(await readChangeSet(db, params.id))),
    route(changes.listSetChanges, async ({ params, query }) =>
      presentPage(await changesOfSet(db, params.id, query), presentChange),
    ),
    route(changes.undoChangeSet, async ({ params, actor }) =>
      presentUndone(db, await undoChangeSet(db, params.id, editorOf(actor))),
    ),
    route(changes.undoFieldChange, async ({ params, actor }) =>
      presentUndone(db, await undoFieldChange(db, params.id, editorOf(actor))),
    ),
  ];
}

function inputOf({ narrators, language, abridged, dramatised, publisher, asin, isbn }: Fields) {
  return given({ narrators, language, abridged, dramatised, publisher, asin, isbn });
}

type Fields = BodyOf<typeof recordings.addRecording>;

function bulkInputOf(body: BodyOf<typeof bulk.bulkEditBooks>['changes']): BulkEditInput {
  const { authors, narrators, series, published_year: publishedYear } = body;
  const { language, publisher, abridged, dramatised, locked } = body;
  return given({
    authors: authors === undefined ? undefined : given(authors),
    narrators: narrators === undefined ? undefined : given(narrators),
    series:
      series === undefined
        ? undefined
        : given({ set: series.set, add: series.add, remove: series.remove, numberFrom: series.number_from }),
    publishedYear,
    language,
    publisher: publisher === undefined ? undefined : publisher || null,
    abridged,
    dramatised,
    locked: locksOf(locked),
  });
}

const MAX_LEFT = 200;

async function presentUndone(db: Database, { changeSetId, undone, left }: Undone) {
  const told = left.slice(0, MAX_LEFT);
  const shown = await withBooks(
    db,
    told.map(({ change }) => change),
  );
  return {
    change_set_id: changeSetId,
    undone_count: undone.length,
    left_count: left.length,
    left: shown.map((change, at) => ({ ...presentChange(change), why: told[at]?.why ?? 'changed_since' })),
  };
}
