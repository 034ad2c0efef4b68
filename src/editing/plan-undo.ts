import { z } from 'zod';
import { isSameValue, Named } from '../catalog/catalog-values.ts';
import type { ChangedThing, FieldChange, StoredFieldChange } from '../catalog/change-store.ts';
import { type FieldProvenance, Provenance, personsProvenance } from '../catalog/provenance.ts';
import { EXISTS, keyOf, type Subject, type Subjects, WANTS } from './subject.ts';

/** Why a change is not undone: the field has another value by now, what it was of is gone, or it is measured. */
export type WhyLeft = 'changed_since' | 'gone' | 'measured';

export interface UndoPlan {
  /** What puts the old values and provenances back. */
  readonly changes: readonly FieldChange[];
  readonly undone: readonly StoredFieldChange[];
  readonly left: readonly { readonly change: StoredFieldChange; readonly why: WhyLeft }[];
}

interface UndoOptions {
  /** What is put back is locked, or the next scan would change it again. */
  readonly isOfScan: boolean;
  readonly now: Date;
}

const Snapshot = z.object({ values: z.record(z.string(), z.unknown()), provenance: Provenance });

/** How changes, given the newest first, are taken back as far as what they changed is still as they left it. */
export function planUndo(
  stored: readonly StoredFieldChange[],
  subjects: Subjects,
  options: UndoOptions,
): UndoPlan {
  const state = new Map(subjects);
  const changes: FieldChange[] = [];
  const undone: StoredFieldChange[] = [];
  const left: { readonly change: StoredFieldChange; readonly why: WhyLeft }[] = [];
  for (const change of stored) {
    const step = takeBack(change, state, options);
    if (typeof step === 'string') {
      left.push({ change, why: step });
      continue;
    }
    changes.push(step);
    undone.push(change);
    note(state, step);
  }
  return { changes, undone, left };
}

function takeBack(
  change: StoredFieldChange,
  state: Subjects,
  { isOfScan, now }: UndoOptions,
): FieldChange | WhyLeft {
  const { of, field } = change;
  const subject = state.get(keyOf(of));
  if (field === EXISTS) return takeExistenceBack(change, subject);
  const why = whyLeft(change, state);
  if (why !== null || subject === undefined) return why ?? 'gone';
  return {
    of,
    field,
    oldValue: subject.values[field] ?? null,
    newValue: change.oldValue,
    oldProvenance: subject.provenance[field] ?? null,
    newProvenance: isOfScan ? lockedForPerson(change.oldProvenance, now) : change.oldProvenance,
  };
}

/** Whether the change of a field can be taken back as things are. */
export function canTakeBack(change: FieldChange, subjects: Subjects): boolean {
  return whyLeft(change, subjects) === null;
}

function whyLeft(change: FieldChange, subjects: Subjects): WhyLeft | null {
  const { of, field, oldValue } = change;
  const subject = subjects.get(keyOf(of));
  if (subject === undefined) return 'gone';
  if (field === 'durationSeconds') return 'measured';
  if (!isAsLeft(change, subject)) return 'changed_since';
  const isGone = oldValue !== null && isOfOther(field) && !subjects.has(keyOf(otherOf(field, oldValue)));
  return isGone ? 'gone' : null;
}

function takeExistenceBack(
  { of, oldValue }: StoredFieldChange,
  subject: Subject | undefined,
): FieldChange | WhyLeft {
  const isToCome = oldValue !== null;
  if (isToCome === (subject !== undefined)) return isToCome ? 'changed_since' : 'gone';
  return {
    of,
    field: EXISTS,
    oldValue: subject?.values[EXISTS] ?? null,
    newValue: oldValue,
    oldProvenance: null,
    newProvenance: null,
  };
}

/** Whether a field still has what a change gave it; of one that only locked or unlocked it, that. */
function isAsLeft({ field, oldValue, newValue, newProvenance }: FieldChange, subject: Subject): boolean {
  if (!isSameValue(field, subject.values[field], newValue)) return false;
  if (!isSameValue(field, oldValue, newValue)) return true;
  return (subject.provenance[field]?.locked ?? false) === (newProvenance?.locked ?? false);
}

function isOfOther(field: string): field is 'book' | 'recording' {
  return field === 'book' || field === 'recording';
}

/** The book of a recording, the recording of an item. */
function otherOf(field: 'book' | 'recording', value: unknown): ChangedThing {
  const { id } = Named.parse(value);
  return field === 'book' ? { bookId: id ?? 0 } : { recordingId: id ?? 0 };
}

function lockedForPerson(provenance: FieldProvenance | null, now: Date): FieldProvenance {
  return provenance === null ? personsProvenance(now) : { ...provenance, locked: true };
}

/** What a step leaves behind, for the next one. */
function note(state: Map<string, Subject>, { of, field, newValue, newProvenance }: FieldChange): void {
  const key = keyOf(of);
  if (field === EXISTS) {
    if (newValue === null) state.delete(key);
    else state.set(key, { of, ...withWantsOf(Snapshot.parse(newValue)) });
    return;
  }
  const subject = state.get(key);
  if (subject === undefined) return;
  const { [field]: _, ...others } = subject.provenance;
  state.set(key, {
    of,
    values: { ...subject.values, [field]: newValue },
    provenance: newProvenance === null ? others : { ...others, [field]: newProvenance },
  });
}

/** What has just come back is wanted by nobody yet. */
function withWantsOf({ values, provenance }: z.output<typeof Snapshot>) {
  return { values: { ...values, [WANTS]: [], [EXISTS]: { values, provenance } }, provenance };
}

/** Everything that must be known in order to plan the undoing of these changes. */
export function thingsOf(changes: readonly FieldChange[]): readonly ChangedThing[] {
  const things = changes.flatMap(({ of, field, oldValue }) =>
    isOfOther(field) && oldValue !== null ? [of, otherOf(field, oldValue)] : [of],
  );
  return [...new Map(things.map((of) => [keyOf(of), of])).values()];
}
