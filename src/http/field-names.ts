/** `publishedYear` of the catalog is `published_year` on the wire. */
export function wireField(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The other way round. */
export function ownField(field: string): string {
  return field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The same values under the names of the wire. */
export function byWireField<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [wireField(field), value]));
}

/** Locks as a body gives them, by the catalog's names; what is not said is left out. */
export function locksOf(
  locked: Readonly<Record<string, boolean | undefined>> | undefined,
): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    Object.entries(locked ?? {}).flatMap(([field, isLocked]) =>
      isLocked === undefined ? [] : [[ownField(field), isLocked]],
    ),
  );
}
