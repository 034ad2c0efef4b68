import { z } from 'zod';
import { isJson, type Json, mapValues } from './json.ts';

export type Direction = 'input' | 'output';

/** The JSON schema of what a client sends (`input`) or is answered, without what says nothing to its reader. */
export function schemaOf(type: z.ZodType, direction: Direction): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: direction, unrepresentable: 'any' });
  return mapSchema(schema, tidy);
}

/** Changes a schema from its innermost parts outwards. */
export function mapSchema(schema: Json, change: (schema: Json) => Json): Json {
  const inner = (value: unknown) => (isJson(value) ? mapSchema(value, change) : value);
  return change(
    mapValues(schema, (value, key) => {
      if (key === 'properties' && isJson(value)) return mapValues(value, inner);
      if (key === 'items' || key === 'additionalProperties' || key === 'propertyNames') return inner(value);
      if ((key === 'anyOf' || key === 'oneOf' || key === 'allOf') && Array.isArray(value))
        return value.map(inner);
      return value;
    }),
  );
}

/** A field that comes to a reply one day must not break a client that was made before. */
function tidy({ minimum, maximum, additionalProperties, propertyNames, ...rest }: Json): Json {
  return {
    ...rest,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    ...(isJson(additionalProperties) ? { additionalProperties } : {}),
  };
}
