import fc from 'fast-check';
import type { CallInput } from '../../../src/contract/call.ts';
import type { AnyEndpoint } from '../../../src/contract/endpoint.ts';
import { NOWHERE } from '../seed-everything.ts';
import { NASTY_BODIES, nastyText } from './nasty-values.ts';
import { type JsonSchema, nearly, nearlyValid, valuesOf } from './schema-arbitrary.ts';

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** The statuses that the document names for it. */
  readonly documented: readonly string[];
}

/** Requests of one endpoint as the document describes them, or like one that succeeds; most of them slightly wrong. */
export function requestsOf(
  document: JsonSchema,
  endpoint: AnyEndpoint,
  example: CallInput<AnyEndpoint>,
  knownIds: readonly number[],
): fc.Arbitrary<FuzzRequest> {
  const operation = at(document, 'paths', endpoint.path, endpoint.method.toLowerCase());
  const parameters = Array.isArray(operation['parameters'])
    ? operation['parameters'].map((parameter) => dereference(parameter, document))
    : [];
  const inPath = parameters.filter((parameter) => parameter['in'] === 'path');
  const inQuery = parameters.filter((parameter) => parameter['in'] === 'query');
  const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema');
  const documented = Object.keys(at(operation, 'responses'));

  return fc
    .record({
      path: fc.tuple(...inPath.map(() => pathPart(Number(example.params?.['id']), knownIds))),
      query: fc.tuple(...inQuery.map((parameter) => queryPart(parameter, document))),
      body: Object.keys(schema).length === 0 ? strayBody() : bodyOf(schema, document, example.body),
      requestId: fc.option(fc.stringMatching(/^[\x21-\x7e]{1,200}$/), { nil: undefined }),
    })
    .map(({ path, query, body, requestId }) => ({
      method: endpoint.method,
      path: fillIn(endpoint.path, inPath, path) + queryString(inQuery, query),
      headers: {
        ...(body === null ? {} : { 'content-type': body.type }),
        ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
      },
      body: body?.content ?? null,
      documented,
    }));
}

interface Body {
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

function bodyOf(schema: JsonSchema, document: JsonSchema, example: unknown): fc.Arbitrary<Body | null> {
  const values = fc.oneof(nearly(fc.constant(example)), nearlyValid(schema, document));
  const json = values.map((value) => ({
    type: 'application/json',
    content: JSON.stringify(withoutOutside(value)) ?? 'null',
  }));
  const raw = fc.constantFrom(...NASTY_BODIES).map((content) => ({
    type: 'application/json',
    content: typeof content === 'string' ? content : Uint8Array.from(content),
  }));
  const foreign = fc
    .constantFrom(
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-16',
    )
    .map((type) => ({ type, content: '<a/>' }));
  return fc.oneof(
    { weight: 12, arbitrary: json },
    { weight: 2, arbitrary: raw },
    { weight: 1, arbitrary: foreign },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** Where none is expected. */
function strayBody(): fc.Arbitrary<Body | null> {
  return fc.constant(null);
}

function pathPart(good: number, knownIds: readonly number[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(String(good)) },
    { weight: 2, arbitrary: fc.constantFrom(...knownIds).map(String) },
    { weight: 1, arbitrary: fc.integer().map(String) },
    { weight: 2, arbitrary: nastyText().filter((text) => text !== '' && text.isWellFormed()) },
  );
}

function queryPart(parameter: JsonSchema, document: JsonSchema): fc.Arbitrary<string | null> {
  const schema = at(parameter, 'schema');
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: valuesOf(schema, document).map(asText) },
    { weight: 1, arbitrary: nastyText().filter((text) => text.isWellFormed()) },
  );
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value);
}

function fillIn(path: string, names: readonly JsonSchema[], values: readonly string[]): string {
  return names.reduce(
    (filled, { name }, index) =>
      filled.replace(`{${String(name)}}`, () => encodeURIComponent(values[index] ?? '')),
    path,
  );
}

function queryString(names: readonly JsonSchema[], values: readonly (string | null)[]): string {
  const query = new URLSearchParams();
  for (const [index, { name }] of names.entries()) {
    const value = values[index];
    if (value !== null && value !== undefined) query.append(String(name), value);
  }
  return query.size === 0 ? '' : `?${query}`;
}

/** No request of a test leaves this machine: addresses lead nowhere, folders do not lead out of the temporary one. */
function withoutOutside(value: unknown): unknown {
  if (typeof value === 'string') return /^https?:/i.test(value) ? NOWHERE : value;
  if (Array.isArray(value)) return value.map(withoutOutside);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutOutside(inner)]));
}

function dereference(value: unknown, document: JsonSchema): JsonSchema {
  const schema = at({ value }, 'value');
  const reference = schema['$ref'];
  return typeof reference === 'string' ? at(document, ...reference.replace(/^#\//, '').split('/')) : schema;
}

function at(value: JsonSchema, ...names: readonly string[]): JsonSchema {
  let current: unknown = value;
  for (const name of names) current = isObject(current) ? current[name] : undefined;
  return isObject(current) ? current : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
