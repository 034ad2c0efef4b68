interface NamedRow {
  readonly name_key: string;
}

/** How a table of names is asked and filled. */
interface NamedTable<Row extends NamedRow> {
  find(keys: readonly string[]): Promise<readonly (NamedRow & { readonly id: number })[]>;
  /** Passes over those that are there by now. */
  insert(rows: readonly Row[]): Promise<void>;
}

/** The ids of names by their keys, in the order of the rows; those that are new are made. */
export async function enterNamed<Row extends NamedRow>(
  { find, insert }: NamedTable<Row>,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, number>> {
  const byKey = new Map<string, Row>();
  // Of two ways of writing a name the first is kept.
  for (const row of rows) if (!byKey.has(row.name_key)) byKey.set(row.name_key, row);
  if (byKey.size === 0) return new Map();
  const ids = new Map((await find([...byKey.keys()])).map(({ name_key, id }) => [name_key, id]));
  const missing = [...byKey.values()].filter((row) => !ids.has(row.name_key));
  if (missing.length > 0) {
    await insert(missing);
    // Read again, for somebody may have added one by hand at the same time.
    for (const { name_key, id } of await find(missing.map((row) => row.name_key))) ids.set(name_key, id);
  }
  return new Map([...byKey.keys()].map((key) => [key, idOf(ids, key)]));
}

function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error('A name was not entered');
  return id;
}
