import type { Json } from './json.ts';
import { mapSchema } from './schema-of.ts';

/** The schemas that have a name of their own, to which the others refer. */
export interface Components {
  /** The schema with each titled one in it, and itself where it is one, as a reference. */
  refer(schema: Json): Json;
  /** By name, in the order of the alphabet. */
  all(): Json;
}

/** Refuses two different schemas of one title. */
export function createComponents(): Components {
  const known = new Map<string, Json>();

  function keep(schema: Json): Json {
    const { title, example: _, ...rest } = schema;
    const example = exampleOfScalar(schema);
    const kept = example === undefined ? rest : { ...rest, examples: [example] };
    if (typeof title !== 'string') return kept;
    const before = known.get(title);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(kept))
      throw new Error(`Two different schemas have the title ${title}.`);
    known.set(title, kept);
    return { $ref: `#/components/schemas/${title}` };
  }

  return {
    refer: (schema) => mapSchema(schema, keep),
    all: () => Object.fromEntries([...known].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What follows from the schema is said all the same: not every reader of the document composes examples. */
function exampleOfScalar(schema: Json): unknown {
  if ('example' in schema) return schema['example'];
  if (schema['type'] === 'boolean') return true;
  return Array.isArray(schema['enum']) ? schema['enum'][0] : schema['const'];
}
