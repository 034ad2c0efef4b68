import type { FieldValues, Provenance } from '../provenance.ts';

/**
 * The fields of which nothing is said now, and whose value came from a source that says no more than this: they become
 * empty. What a person gave or locked stays, and so does what came from a source of which that is not known.
 */
export function givenUp(
  provenance: Provenance,
  said: FieldValues,
  silent: readonly string[],
): readonly string[] {
  if (silent.length === 0) return [];
  return Object.keys(said).filter((field) => {
    const known = provenance[field];
    return known !== undefined && !known.locked && silent.includes(known.source) && isSilent(said[field]);
  });
}

/** Of some fields those named; lists are none. */
export function fieldsIn(names: readonly string[], fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => names.includes(field)));
}

/** The same provenances without those of some fields. */
export function withoutFields(provenance: Provenance, fields: readonly string[]): Provenance {
  if (fields.length === 0) return provenance;
  return Object.fromEntries(Object.entries(provenance).filter(([field]) => !fields.includes(field)));
}

function isSilent(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
