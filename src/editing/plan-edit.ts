import { isSameValue } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { type FieldProvenance, personsProvenance } from '../catalog/provenance.ts';
import type { Subject } from './subject.ts';

/** What a person wants of one thing: new values by field, and which fields scans leave alone from now on. */
export interface Edit {
  readonly set: Readonly<Record<string, unknown>>;
  readonly locked: Readonly<Record<string, boolean>>;
}

/** What an edit changes. A value that is given is a person's, locked unless the edit says otherwise; so is an empty one. */
export function planEdit({ of, values, provenance }: Subject, edit: Edit, now: Date): readonly FieldChange[] {
  const fields = new Set([...Object.keys(edit.set), ...Object.keys(edit.locked)]);
  return [...fields].flatMap((field) => {
    const isGiven = field in edit.set;
    const [oldValue, oldProvenance] = [values[field] ?? null, provenance[field] ?? null];
    const newValue = isGiven ? (edit.set[field] ?? null) : oldValue;
    const isSame = isSameValue(field, oldValue, newValue);
    const lock = edit.locked[field];
    const noted = isGiven && !(isSame && isPersons(oldProvenance)) ? personsProvenance(now) : oldProvenance;
    const newProvenance = lock === undefined ? noted : withLock(noted, lock, now);
    if (isSame && isSameSaying(oldProvenance, newProvenance)) return [];
    return { of, field, oldValue, newValue, oldProvenance, newProvenance };
  });
}

function isPersons(provenance: FieldProvenance | null): boolean {
  return provenance?.source === 'person' && provenance.locked;
}

function isSameSaying(a: FieldProvenance | null, b: FieldProvenance | null): boolean {
  return a?.source === b?.source && (a?.locked ?? false) === (b?.locked ?? false);
}

function withLock(provenance: FieldProvenance | null, locked: boolean, now: Date): FieldProvenance | null {
  if (provenance === null) return locked ? personsProvenance(now) : null;
  return { ...provenance, locked };
}
