import { Conflict } from '../base/errors.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import {
  type ChangeSet,
  type ChangeSetKind,
  listFieldChanges,
  noteUndone,
  readChangeSet,
  readFieldChange,
  type StoredFieldChange,
} from '../catalog/change-store.ts';
import type { Database, Tx } from '../platform/database.ts';
import { inChunks } from './in-chunks.ts';
import { type Editor, keepChanges } from './keep-changes.ts';
import { planUndo, thingsOf, type UndoPlan } from './plan-undo.ts';
import { readSubjects, withWants } from './read-subjects.ts';
import { undoSentence } from './sentence-of.ts';
import { EXISTS, WANTS } from './subject.ts';
import { writeChanges } from './write-changes.ts';

export interface Undone {
  readonly changeSetId: number;
  readonly undone: readonly StoredFieldChange[];
  /** What stays as it is, and why. */
  readonly left: UndoPlan['left'];
}

/**
 * Puts back what a change set changed, with the provenance that it had, where it is still as the set left it. That is a
 * change set itself, so that undoing it does the first one again. Throws NotFound, Conflict where nothing can be put back.
 */
export async function undoChangeSet(db: Database, id: number, editor: Editor): Promise<Undone> {
  const set = await readChangeSet(db, id);
  const isOfMany = ['bulk_edit', 'scan'].includes(await firstKind(db, set));
  const changes = await allChanges(db, id);
  const result: Result = { changeSetId: null, undone: [], left: [] };
  const work = (tx: Tx, chunk: readonly StoredFieldChange[]) => takeBack(tx, set, chunk, editor, result);
  // What belongs together, as the parts of a merge, is put back at once.
  if (isOfMany) await inChunks(db, changes, work);
  else await db.transaction().execute((tx) => work(tx, changes));
  const { changeSetId, undone, left } = result;
  if (changeSetId === null) throw nothingToUndo(left);
  if (left.length === 0) await noteWhole(db, set, editor.now);
  return { changeSetId, undone, left };
}

/** The same with one change of a set. */
export async function undoFieldChange(db: Database, id: number, editor: Editor): Promise<Undone> {
  const change = await readFieldChange(db, id);
  if (change.field === EXISTS || change.field === WANTS)
    throw new Conflict('This was changed together with other things: undo all of it.', {
      change_set_id: change.changeSetId,
    });
  const set = await readChangeSet(db, change.changeSetId);
  const result: Result = { changeSetId: null, undone: [], left: [] };
  await db.transaction().execute((tx) => takeBack(tx, set, [change], editor, result));
  const { changeSetId, undone, left } = result;
  if (changeSetId === null) throw nothingToUndo(left);
  if (set.changeCount === 1) await noteWhole(db, set, editor.now);
  return { changeSetId, undone, left };
}

interface Result {
  changeSetId: number | null;
  undone: StoredFieldChange[];
  left: UndoPlan['left'][number][];
}

async function takeBack(
  tx: Tx,
  set: ChangeSet,
  changes: readonly StoredFieldChange[],
  editor: Editor,
  result: Result,
): Promise<void> {
  await lockCatalog(tx);
  const read = await readSubjects(tx, thingsOf(changes));
  const subjects = changes.some(({ field }) => field === WANTS) ? await withWants(tx, read) : read;
  const plan = planUndo(changes, subjects, { isOfScan: set.kind === 'scan', now: editor.now });
  const written = await writeChanges(tx, plan.changes);
  result.undone.push(...plan.undone);
  result.left.push(...plan.left);
  result.changeSetId = await keepChanges(
    tx,
    written,
    {
      kind: 'undo',
      sentence: undoSentence(set.sentence),
      undoesId: set.id,
      changeSetId: result.changeSetId,
    },
    editor,
  );
}

/** An undo that was undone is one no more: what it undid holds again. */
async function noteWhole(db: Database, set: ChangeSet, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await noteUndone(tx, set.id, now);
    if (set.undoesId !== null) await noteUndone(tx, set.undoesId, null);
  });
}

/** What was done at first, where a set undoes one that undoes one. */
async function firstKind(db: Database, set: ChangeSet): Promise<ChangeSetKind> {
  return set.undoesId === null ? set.kind : firstKind(db, await readChangeSet(db, set.undoesId));
}

const PAGE = 1000;

async function allChanges(db: Database, changeSetId: number): Promise<readonly StoredFieldChange[]> {
  const all: StoredFieldChange[] = [];
  for (let cursor: string | undefined, isMore = true; isMore; ) {
    const page = await listFieldChanges(db, { changeSetId }, { limit: PAGE, cursor });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    isMore = cursor !== undefined;
  }
  return all;
}

function nothingToUndo(left: UndoPlan['left']): Conflict {
  const isGone = left.length > 0 && left.every(({ why }) => why === 'gone');
  return new Conflict(
    isGone
      ? 'Nothing was put back: what was changed is gone by now.'
      : 'Nothing was put back: it was changed since, or is as it was already.',
    {
      left: left
        .slice(0, 20)
        .map(({ change, why }) => ({ field_change_id: change.id, field: change.field, why })),
    },
  );
}
