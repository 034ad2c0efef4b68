import type { ChangeSet, FieldChange } from '../catalog/change-store.ts';
import type { BookChange, BrowsedChange } from '../editing/browse-changes.ts';
import { wordsOfValue } from '../editing/words-of-value.ts';
import { wireField } from './field-names.ts';
import { instant, instantOrNull } from './present.ts';

/** A change set as the wire has it. */
export function presentChangeSet(set: ChangeSet) {
  return {
    id: set.id,
    kind: set.kind,
    sentence: set.sentence,
    user: set.userId === null ? null : { id: set.userId, name: set.userName ?? '' },
    at: instant(set.at),
    change_count: set.changeCount,
    undoes_id: set.undoesId,
    undone_at: instantOrNull(set.undoneAt),
  };
}

/** A change that is planned, or that was made. */
export function presentPlanned(change: BrowsedChange<FieldChange>) {
  const { of, field, oldValue, newValue, oldProvenance, newProvenance, bookId, bookTitle } = change;
  return {
    book_id: bookId,
    book_title: bookTitle,
    recording_id: 'recordingId' in of ? of.recordingId : null,
    library_item_id: 'libraryItemId' in of ? of.libraryItemId : null,
    field: wireField(field),
    old_value: wordsOfValue(field, oldValue),
    new_value: wordsOfValue(field, newValue),
    old_source: oldProvenance?.source ?? null,
    new_source: newProvenance?.source ?? null,
    was_locked: oldProvenance?.locked ?? false,
    is_locked: newProvenance?.locked ?? false,
  };
}

export function presentChange(change: BrowsedChange) {
  return { id: change.id, ...presentPlanned(change) };
}

export function presentBookChange(change: BookChange) {
  return { ...presentChange(change), change_set: presentChangeSet(change.set), can_undo: change.canUndo };
}
