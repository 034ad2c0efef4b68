import { z } from 'zod';

/**
 * Where the value of one field came from. A locked one is a person's: nothing but a person changes it. `confidence` from
 * 0 to 1; `agreeing` names the other sources that say the same.
 */
export const FieldProvenance = z.object({
  source: z.string(),
  at: z.string(),
  locked: z.boolean(),
  confidence: z.number().optional(),
  agreeing: z.array(z.string()).optional(),
});
export type FieldProvenance = z.output<typeof FieldProvenance>;

/** Where a scan read a value: the source, how sure it is from 0 to 1, and the other sources that say the same. */
export interface FieldSource {
  readonly source: string;
  readonly confidence: number;
  readonly agreeing: readonly string[];
}

export const Provenance = z.record(z.string(), FieldProvenance);
export type Provenance = Readonly<Record<string, FieldProvenance>>;

/** What becomes of provenances: null forgets one, what is not named stays. */
export type ProvenanceChanges = Readonly<Record<string, FieldProvenance | null>>;

export type FieldValues = Readonly<Record<string, unknown>>;

/** Fields as they are to be written. */
export interface FieldWrites<Fields> {
  readonly values: Partial<Fields>;
  readonly provenance: ProvenanceChanges;
}

export interface FieldChanges<Fields extends FieldValues> {
  readonly values: Partial<Fields>;
  readonly provenance: Provenance;
}

/**
 * What a scan may change: fields that it has a value for, that differ, and that no person has locked.
 * `sources` tells for each field where the value was read; where that alone is new, it is noted and no value changes.
 */
export function scannedChanges<Fields extends FieldValues>(
  current: Fields,
  provenance: Provenance,
  scanned: Partial<Fields>,
  sources: Readonly<Record<string, FieldSource>>,
  now: Date,
): FieldChanges<Fields> {
  const values: Partial<Fields> = {};
  const noted: Record<string, FieldProvenance> = {};
  for (const field of keysOf(scanned)) {
    const value = scanned[field];
    const known = provenance[field];
    if (value === null || value === undefined || known?.locked === true) continue;
    const from = scannedProvenance(sources[field], now);
    if (!isEqual(value, current[field])) values[field] = value;
    else if (known === undefined || known.source === 'person' || isSameSource(known, from)) continue;
    noted[field] = from;
  }
  return { values, provenance: noted };
}

/** What is noted of a value that a scan read. */
export function scannedProvenance(from: FieldSource | undefined, now: Date): FieldProvenance {
  const { source = 'path', confidence, agreeing = [] } = from ?? {};
  return {
    source,
    at: now.toISOString(),
    locked: false,
    ...(confidence === undefined ? {} : { confidence }),
    ...(agreeing.length === 0 ? {} : { agreeing: [...agreeing] }),
  };
}

/** How a field is noted that a person gave a value, or emptied. */
export function personsProvenance(now: Date): FieldProvenance {
  return { source: 'person', at: now.toISOString(), locked: true };
}

/** What a person changed: every field given, also those made empty, is theirs from now on. */
export function personsChanges<Fields extends FieldValues>(
  given: Partial<Fields>,
  now: Date,
): FieldChanges<Fields> {
  const noted: Record<string, FieldProvenance> = {};
  for (const field of keysOf(given)) noted[field] = personsProvenance(now);
  return { values: given, provenance: noted };
}

function isSameSource(a: FieldProvenance, b: FieldProvenance): boolean {
  return (
    a.source === b.source && a.confidence === b.confidence && isEqual(a.agreeing ?? [], b.agreeing ?? [])
  );
}

function keysOf<Fields extends FieldValues>(fields: Partial<Fields>): readonly (keyof Fields & string)[] {
  return Object.keys(fields);
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
