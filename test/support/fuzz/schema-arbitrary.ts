import fc from 'fast-check';
import { nastyValue } from './nasty-values.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Values that a JSON schema allows, now and then with one of its parts replaced by something nasty. */
export function nearlyValid(schema: JsonSchema, root: JsonSchema): fc.Arbitrary<unknown> {
  return nearly(valuesOf(schema, root));
}

/** Good values, and such as were good until something happened to one of their parts. */
export function nearly(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: valid },
    { weight: 3, arbitrary: fc.tuple(valid, fc.nat(), nastyValue()).map(spoil) },
    { weight: 1, arbitrary: nastyValue() },
  );
}

export function valuesOf(given: JsonSchema, root: JsonSchema): fc.Arbitrary<unknown> {
  const schema = resolve(given, root);
  const examples = Array.isArray(schema['examples']) ? schema['examples'] : [];
  const known = [...examples, schema['example'], schema['default']].filter((value) => value !== undefined);
  const values = ofKind(schema, root);
  return known.length === 0 ? values : fc.oneof(values, fc.constantFrom<unknown>(...known));
}

function ofKind(schema: JsonSchema, root: JsonSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom<unknown>(...schema['enum']);
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return fc.oneof(...choices.map((choice) => valuesOf(asSchema(choice), root)));
  const { type } = schema;
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => ofKind({ ...schema, type: one }, root)));
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: bound(schema, 'min', -1000), max: bound(schema, 'max', 1_000_000) });
    case 'number':
      return fc.double({
        min: bound(schema, 'min', -1000),
        max: bound(schema, 'max', 1_000_000),
        noNaN: true,
      });
    case 'string':
      return strings(schema);
    case 'array': {
      const maxLength = Math.min(numberAt(schema, 'maxItems') ?? 4, 4);
      return fc.array(valuesOf(asSchema(schema['items'] ?? {}), root), {
        minLength: Math.min(numberAt(schema, 'minItems') ?? 0, maxLength),
        maxLength,
      });
    }
    case 'object':
      return objects(schema, root);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects(schema: JsonSchema, root: JsonSchema): fc.Arbitrary<unknown> {
  const properties = asSchema(schema['properties'] ?? {});
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valuesOf(asSchema(property), root)]),
  );
  return fc.record(model, { requiredKeys: Object.keys(model).filter((name) => required.includes(name)) });
}

function strings(schema: JsonSchema): fc.Arbitrary<string> {
  const maxLength = Math.min(numberAt(schema, 'maxLength') ?? 40, 60);
  const minLength = Math.min(numberAt(schema, 'minLength') ?? 0, maxLength);
  return fc.oneof(fc.string({ minLength, maxLength }), fc.string({ unit: 'grapheme', minLength, maxLength }));
}

/** Puts something else in the place of one part, which is chosen by a number. */
function spoil([value, choice, instead]: [unknown, number, unknown]): unknown {
  if (typeof value !== 'object' || value === null) return instead;
  const names = Object.keys(value);
  const name = names[choice % Math.max(names.length, 1)];
  if (name === undefined) return { surprise: instead };
  const parts = new Map<string, unknown>(Object.entries(value));
  parts.set(name, choice % 3 === 0 ? spoil([parts.get(name), Math.floor(choice / 3), instead]) : instead);
  return Array.isArray(value) ? [...parts.values()] : Object.fromEntries(parts);
}

function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const found = reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((value, name) => asSchema(value)[name], root);
  return resolve(asSchema(found), root);
}

function bound(schema: JsonSchema, side: 'min' | 'max', otherwise: number): number {
  const given = numberAt(schema, side === 'min' ? 'minimum' : 'maximum');
  const excluded = numberAt(schema, side === 'min' ? 'exclusiveMinimum' : 'exclusiveMaximum');
  if (given !== null) return given;
  return excluded === null ? otherwise : excluded + (side === 'min' ? 1 : -1);
}

function numberAt(schema: JsonSchema, name: string): number | null {
  const value = schema[name];
  return typeof value === 'number' ? value : null;
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
}
