import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema by which replies are written: `X or null` folded to `nullable`, which is three times as fast. */
export function replySchema(type: z.ZodType): JsonSchema {
  return foldNullable(z.toJSONSchema(type, { io: 'output', unrepresentable: 'any' }));
}

function foldNullable(schema: object): JsonSchema {
  const entries = Object.entries(schema)
    .filter(([key]) => key !== '$schema')
    .map(([key, value]): [string, unknown] => [key, foldValue(value)]);
  const folded: Record<string, unknown> = Object.fromEntries(entries);
  const { anyOf, type } = folded;
  if (Array.isArray(type) && type.length === 2 && type[1] === 'null')
    return { ...folded, type: type[0], nullable: true };
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return folded;
  const [first, second]: unknown[] = anyOf;
  if (!isObject(first) || !isObject(second) || second['type'] !== 'null') return folded;
  const { anyOf: _, ...rest } = folded;
  return { ...rest, ...first, nullable: true };
}

function foldValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(foldValue);
  return isObject(value) ? foldNullable(value) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
