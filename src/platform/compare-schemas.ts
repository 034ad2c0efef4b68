import type { SchemaObject } from './describe-schema.ts';

/** In what a schema differs from the one that it should be, each a sentence; nothing where it does not. */
export function compareSchemas(
  actual: readonly SchemaObject[],
  wanted: readonly SchemaObject[],
): readonly string[] {
  const actualByKey = new Map(actual.map((thing) => [keyOf(thing), thing]));
  const wantedByKey = new Map(wanted.map((thing) => [keyOf(thing), thing]));
  // What belongs to a table that is not there, or not ours, goes without saying.
  const oneSided = new Set(
    [...actual, ...wanted]
      .filter(({ kind }) => kind === 'table')
      .filter((table) => !(actualByKey.has(keyOf(table)) && wantedByKey.has(keyOf(table))))
      .map(({ name }) => name),
  );
  const isTold = ({ table }: SchemaObject) => table === null || !oneSided.has(table);
  return [
    ...wanted.filter((thing) => isTold(thing) && !actualByKey.has(keyOf(thing))).map(lacking),
    ...wanted.filter(isTold).flatMap((thing) => {
      const found = actualByKey.get(keyOf(thing));
      return found === undefined || found.definition === thing.definition ? [] : [changed(found, thing)];
    }),
    ...actual.filter((thing) => isTold(thing) && !wantedByKey.has(keyOf(thing))).map(foreign),
  ];
}

function keyOf({ kind, table, name }: SchemaObject): string {
  return JSON.stringify([kind, table, name]);
}

function lacking({ kind, table, name, definition }: SchemaObject): string {
  if (table === null) return `The ${kind} ${name} is missing.`;
  const what = kind === 'column' ? `${name} (${definition})` : name;
  return `The table ${table} lacks the ${kind} ${what}.`;
}

function changed(found: SchemaObject, { kind, table, name, definition }: SchemaObject): string {
  const whose = table === null ? '' : ` of ${table}`;
  return `The ${kind} ${name}${whose} is \`${found.definition}\`, should be \`${definition}\`.`;
}

function foreign({ kind, table, name }: SchemaObject): string {
  return table === null
    ? `The ${kind} ${name} is there, but no migration makes it.`
    : `The table ${table} has the ${kind} ${name}, but no migration makes it.`;
}
