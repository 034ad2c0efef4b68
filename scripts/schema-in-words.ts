import { z } from 'zod';
import { isJson, type Json } from '../src/contract/openapi/json.ts';
import { schemaOf } from '../src/contract/openapi/schema-of.ts';

/** One field of a body or a query, as a reader of the documents needs it. */
export interface FieldInWords {
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: string;
  /** What it is, and what it must be. */
  readonly rules: readonly string[];
}

/** The fields of what a client sends; none where it is no object. */
export function fieldsInWords(type: z.ZodType): readonly FieldInWords[] {
  if (!(type instanceof z.ZodObject)) return [];
  const schema = schemaOf(type, 'input');
  const properties = recordOf(schema['properties']);
  const shape: Readonly<Record<string, unknown>> = type.shape;
  return Object.entries(properties).map(([name, property]) => {
    const field = shape[name];
    return {
      name,
      isRequired: namesIn(schema['required']).includes(name),
      type: typeInWords(recordOf(property), ''),
      rules: field instanceof z.ZodType ? rulesOf(field, recordOf(property)) : [],
    };
  });
}

/** What the server answers, written as a TypeScript type. */
export function replyInWords(type: z.ZodType): string {
  return typeInWords(schemaOf(type, 'output'), '');
}

/** The row type of a reply that is a page; null where it is none. */
export function rowOfPage(type: z.ZodType): z.ZodType | null {
  if (!(type instanceof z.ZodObject)) return null;
  const { items, next_cursor: next, ...rest }: Readonly<Record<string, unknown>> = type.shape;
  const isPage = next !== undefined && Object.keys(rest).every((name) => name === 'total');
  return isPage && items instanceof z.ZodArray && items.element instanceof z.ZodType ? items.element : null;
}

function typeInWords(schema: Json, indent: string): string {
  const options = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(options))
    return options.map((option) => typeInWords(recordOf(option), indent)).join(' | ');
  if (Array.isArray(schema['type'])) return schema['type'].join(' | ');
  if ('const' in schema) return literal(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map(literal).join(' | ');
  switch (schema['type']) {
    case 'object':
      return objectInWords(schema, indent);
    case 'array':
      return arrayInWords(recordOf(schema['items']), indent);
    case 'string':
      return schema['format'] === 'date-time' ? 'instant' : 'string';
    case undefined:
      return 'unknown';
    default:
      return String(schema['type']);
  }
}

function objectInWords(schema: Json, indent: string): string {
  if (!('properties' in schema)) {
    return `{ [name]: ${typeInWords(recordOf(schema['additionalProperties']), indent)} }`;
  }
  const required = namesIn(schema['required']);
  const inner = `${indent}  `;
  const fields = Object.entries(recordOf(schema['properties'])).map(([name, property]) => ({
    line: `${name}${required.includes(name) ? '' : '?'}: ${typeInWords(recordOf(property), inner)}`,
    description: descriptionOf(recordOf(property)),
  }));
  const short = `{ ${fields.map(({ line }) => line).join(', ')} }`;
  const isPlain = fields.every(({ description }) => description === null);
  if (indent !== '' && isPlain && short.length <= 60) return short;
  const lines = fields.map(
    ({ line, description }) => `${inner}${line};${description === null ? '' : ` // ${description}`}`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function arrayInWords(items: Json, indent: string): string {
  const element = typeInWords(items, indent);
  return / \| /u.test(element) && !element.startsWith('{') ? `(${element})[]` : `${element}[]`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** What the contract says of a field in its own words, then what only its numbers say. */
function rulesOf(field: z.ZodType, property: Json): readonly string[] {
  const checks = checksOf(field);
  const own = checks.map(({ message }) => message).filter((message) => message !== null);
  const isSaid = (kind: string) => checks.some((check) => check.kind === kind && check.message !== null);
  const description = descriptionOf(property);
  const standard = 'default' in property ? [`default ${literal(property['default'])}`] : [];
  return [
    ...(description === null ? [] : [description]),
    ...own,
    ...boundsOf(property)
      .filter(({ kind }) => !isSaid(kind))
      .map((bound) => bound.words),
    ...standard,
  ];
}

/** Of the field, else of what it is where it is not null. */
function descriptionOf(property: Json): string | null {
  const { description, anyOf } = property;
  if (typeof description === 'string') return description;
  return Array.isArray(anyOf) && anyOf.length > 0 ? descriptionOf(recordOf(anyOf[0])) : null;
}

interface Bound {
  readonly kind: string;
  readonly words: string;
}

function boundsOf(property: Json): readonly Bound[] {
  const options = property['anyOf'];
  const schema = Array.isArray(options) ? recordOf(options[0]) : property;
  const { minimum, exclusiveMinimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const bound = (value: unknown, kind: string, text: (number: string) => string): readonly Bound[] =>
    typeof value !== 'number' ? [] : [{ kind, words: text(value.toLocaleString('en')) }];
  return [
    ...bound(minimum, 'greater_than', (number) => `at least ${number}`),
    ...bound(exclusiveMinimum, 'greater_than', (number) => `more than ${number}`),
    ...bound(maximum, 'less_than', (number) => `at most ${number}`),
    ...bound(minLength, 'min_length', (number) => `at least ${number} character${number === '1' ? '' : 's'}`),
    ...bound(maxLength, 'max_length', (number) => `at most ${number} characters`),
    ...bound(minItems, 'min_length', (number) => `at least ${number}`),
    ...bound(maxItems, 'max_length', (number) => `at most ${number}`),
  ];
}

interface CheckInWords {
  readonly kind: string;
  readonly message: string | null;
}

function checksOf(type: z.core.$ZodType): readonly CheckInWords[] {
  if (type instanceof z.ZodOptional || type instanceof z.ZodNullable || type instanceof z.ZodDefault)
    return checksOf(type.unwrap());
  if (type instanceof z.ZodPipe) return [...checksOf(type.in), ...checksOf(type.out)];
  return (type._zod.def.checks ?? []).map(({ _zod: { def } }) => ({
    kind: def.check,
    message: messageOf(def.error),
  }));
}

/** The words of a refusal, as a rule: "is not an address" is "must be an address". */
function messageOf(error: CallableFunction | undefined): string | null {
  if (error === undefined) return null;
  const said: unknown = Reflect.apply(error, undefined, [{ code: 'custom', path: [] }]);
  return typeof said === 'string' ? said.replace(/^is not /u, 'must be ') : null;
}

function recordOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

function namesIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
