import type { ChangedThing } from '../catalog/change-store.ts';
import type { Provenance } from '../catalog/provenance.ts';

/** A book, recording or library item as it is: what a plan is made from. */
export interface Subject {
  readonly of: ChangedThing;
  readonly values: Readonly<Record<string, unknown>>;
  readonly provenance: Provenance;
}

export type Subjects = ReadonlyMap<string, Subject>;

/** Whether a book or recording is there at all; its value is all of it, see `BookSnapshot`. */
export const EXISTS = 'exists';
/** The wants of a book, as ids. */
export const WANTS = 'wants';

export function keyOf(of: ChangedThing): string {
  return JSON.stringify(of);
}
