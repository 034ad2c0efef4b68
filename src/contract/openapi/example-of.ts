import { isJson, type Json } from './json.ts';
import type { Direction } from './schema-of.ts';

/**
 * What could be sent or answered, composed of the examples of the fields. Throws for a text or a number that has none,
 * with the place where it stands: so no endpoint comes without an example.
 */
export function exampleOf(schema: Json, direction: Direction, place: string): unknown {
  if ('example' in schema) return schema['example'];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if ('default' in schema) return schema['default'];
  const options = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(options)) return exampleOf(firstOf(options), direction, place);
  switch (typeOf(schema)) {
    case 'boolean':
      return true;
    case 'array':
      return isJson(schema['items']) ? [exampleOf(schema['items'], direction, `${place}[]`)] : [];
    case 'object':
      if (isJson(schema['properties'])) return exampleOfObject(schema, direction, place);
      break;
  }
  throw new Error(`${place} has no example: give its schema one by meta({ example }).`);
}

function typeOf({ type }: Json): unknown {
  return Array.isArray(type) ? type.find((each) => each !== 'null') : type;
}

function firstOf(options: readonly unknown[]): Json {
  return options.filter(isJson).find(({ type }) => type !== 'null') ?? {};
}

/** What a reply need not have is left out of its example; it must have one of its own all the same. */
function exampleOfObject({ properties, required }: Json, direction: Direction, place: string): Json {
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name);
  const examples = Object.entries(isJson(properties) ? properties : {}).map(
    ([name, property]) =>
      [name, exampleOf(isJson(property) ? property : {}, direction, `${place}.${name}`)] as const,
  );
  return Object.fromEntries(examples.filter(([name]) => direction === 'input' || isRequired(name)));
}
