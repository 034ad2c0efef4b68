import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateOpenApi } from '../../scripts/generate-openapi.ts';
import { endpoints } from '../../src/contract/endpoints.ts';
import { ErrorReply } from '../../src/contract/error.ts';
import { HEADERS } from '../../src/contract/openapi/headers.ts';
import { refusalsOf } from '../../src/contract/openapi/refusals.ts';
import { openApiDocument } from '../../src/contract/openapi.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

const Schema = z.record(z.string(), z.unknown());
const Reference = z.object({ $ref: z.string() });
const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  description: z.string().min(3),
  schema: Schema,
  example: z.unknown().optional(),
});
const Content = z.record(
  z.string(),
  z.object({ schema: Schema, example: z.unknown().optional(), examples: Schema.optional() }),
);
const Response = z.object({
  description: z.string(),
  headers: z.record(z.string(), Reference),
  content: Content.optional(),
});
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  description: z.string(),
  tags: z.array(z.string()).length(1),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(Parameter),
  requestBody: z.object({ required: z.literal(true), content: Content }).optional(),
  responses: z.record(z.string(), z.union([Reference, Response])),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({
    title: z.literal('Audiobook Automation API'),
    version: z.string(),
    license: z.object({ identifier: z.literal('MIT') }),
  }),
  servers: z.array(z.object({ url: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    securitySchemes: z.record(z.string(), Schema),
    schemas: z.record(z.string(), Schema),
    responses: z.record(z.string(), Response),
    headers: z.record(z.string(), Schema),
  }),
});

let text: string;
let document: z.output<typeof Document>;

beforeAll(async () => {
  text = await generateOpenApi(ROOT);
  document = Document.parse(JSON.parse(text));
});

describe('openapi.json', () => {
  it('is current: otherwise run `npm run generate`', async () => {
    const kept = await readFile(join(ROOT, 'openapi.json'), 'utf8');

    // Compared as a whole, but shown by lines: the file has thousands.
    expect(kept === text ? [] : firstDifference(kept, text)).toEqual([]);
  });

  it('has every endpoint of the contract, itself and its pages among them', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`,
      ),
    );

    expect(described.toSorted()).toEqual(
      endpoints.map(({ name, method, path }) => `${name}: ${method} ${path}`).toSorted(),
    );
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/openapi.json', '/api/docs', '/api/redoc', '/metrics', '/health']),
    );
  });

  it('has the version of the package, and the base path as its server', async () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile('package.json', 'utf8')));

    expect(document.info.version).toBe(version);
    expect(document.servers.map(({ url }) => url)).toEqual(['/']);
    expect(openApiDocument('1', '/books/')).toMatchObject({ servers: [{ url: '/books' }] });
  });

  it('names three ways to say who one is, and marks what is open', () => {
    expect(document.components.securitySchemes).toMatchObject({
      APIKeyHeader: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      bearer: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: 'mamcrawler_session' },
    });
    expect(document.security.flatMap(Object.keys)).toEqual(Object.keys(document.components.securitySchemes));
    for (const { path, method, needs } of endpoints) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect([path, operation?.security]).toEqual([path, needs === 'open' ? [] : undefined]);
    }
    const open = endpoints.filter(({ needs }) => needs === 'open').map(({ name }) => name);
    expect(open.toSorted()).toEqual(OPEN);
  });

  it('declares every parameter of each path', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const { parameters } of Object.values(operations)) {
        const inPath = parameters.filter((parameter) => parameter.in === 'path');
        expect([path, inPath.map(({ name }) => `{${name}}`)]).toEqual([path, path.match(/\{\w+\}/g) ?? []]);
        expect(inPath.every(({ required, example }) => required && example !== undefined)).toBe(true);
      }
    }
  });

  it('refers to nothing that is not there, and has nothing that nobody refers to', () => {
    const whole: unknown = JSON.parse(text);
    const references = new Set([...text.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path]) => path ?? ''));

    for (const path of references) {
      const found = path
        .split('/')
        .reduce<unknown>((value, name) => Schema.safeParse(value).data?.[name], whole);
      expect([path, typeof found]).toEqual([path, 'object']);
    }
    const { schemas, responses, headers } = document.components;
    const kept = Object.entries({ schemas, responses, headers }).flatMap(([kind, all]) =>
      Object.keys(all).map((name) => `components/${kind}/${name}`),
    );
    expect(kept.filter((path) => !references.has(path))).toEqual([]);
  });
});

describe.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s',
  (_, endpoint) => {
    const operation = () => Operation.parse(document.paths[endpoint.path]?.[endpoint.method.toLowerCase()]);

    it('is described in sentences that say more than the summary', () => {
      expect(endpoint.description).toMatch(/^[\p{Lu}`].{20,}[.]$/su);
      expect(endpoint.description).not.toContain(endpoint.summary);
    });

    it('shows a body that it would take', () => {
      const { requestBody } = operation();
      if (endpoint.body instanceof z.ZodUndefined) return expect(requestBody).toBeUndefined();
      const shown = requestBody?.content['application/json']?.example;
      expect(Object.keys(Schema.parse(shown)).length).toBeGreaterThan(0);
      expect(endpoint.body.safeParse(shown).error?.issues ?? []).toEqual([]);
    });

    it('shows a reply that it could give', () => {
      const success = Response.parse(operation().responses[String(endpoint.status)]);
      expect(Object.keys(success.headers)).toEqual(
        expect.arrayContaining(['X-Request-ID', 'RateLimit-Remaining', ...endpoint.replyHeaders]),
      );
      if (endpoint.status === 204 || endpoint.status === 302) return expect(success.content).toBeUndefined();
      const content = success.content?.[endpoint.replyMediaType];
      if (endpoint.replyMediaType !== 'application/json')
        return expect(content?.schema['type']).toBe('string');
      expect(endpoint.reply.parse(content?.example)).toEqual(content?.example);
    });

    it('tells every refusal with its code', () => {
      const { responses } = operation();
      const refusals = refusalsOf(endpoint);
      const { [endpoint.status]: success, 304: unchanged, ...rest } = responses;

      expect(Object.keys(rest)).toEqual([...new Set(refusals.map(({ status }) => String(status)))]);
      for (const { status, code } of refusals) {
        const { $ref } = Reference.parse(rest[status]);
        const response = document.components.responses[$ref.split('/').at(-1) ?? ''];
        const shown = z
          .object({ value: ErrorReply })
          .parse(response?.content?.['application/json']?.examples?.[code]);
        expect(shown.value).toMatchObject({ code, status_code: status });
      }
      expect([success === undefined, unchanged === undefined]).toEqual([
        false,
        !endpoint.replyHeaders.includes('ETag'),
      ]);
    });
  },
);

it('knows every header that it promises', () => {
  expect(Object.keys(document.components.headers)).toEqual(Object.keys(HEADERS));
});

/** What a stranger may ask; everything else needs credentials. */
const OPEN = [
  'docs',
  'finishOidc',
  'health',
  'healthLive',
  'healthReady',
  'openApi',
  'redoc',
  'setUp',
  'setUpState',
  'signIn',
  'startOidc',
];

function firstDifference(kept: string, current: string): readonly string[] {
  const [old, now] = [kept.split('\n'), current.split('\n')];
  const at = now.findIndex((line, index) => line !== old[index]);
  return [`line ${at + 1}`, `is:        ${old[at] ?? 'missing'}`, `should be: ${now[at] ?? 'not there'}`];
}
