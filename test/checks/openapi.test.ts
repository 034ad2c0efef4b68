import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateOpenApi } from '../../scripts/generate-openapi.ts';
import { endpoints } from '../../src/contract/endpoints.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

const Schema = z.record(z.string(), z.unknown());
const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  schema: Schema,
});
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  description: z.string(),
  tags: z.array(z.string()).length(1),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(Parameter),
  requestBody: z
    .object({ content: z.object({ 'application/json': z.object({ schema: Schema }) }) })
    .optional(),
  responses: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.literal('Audiobook Automation API'), version: z.string() }),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    securitySchemes: z.record(z.string(), Schema),
    schemas: z.record(z.string(), Schema),
    responses: z.record(z.string(), Schema),
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

  it('has every endpoint of the contract', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`,
      ),
    );

    expect(described.toSorted()).toEqual(
      endpoints.map(({ name, method, path }) => `${name}: ${method} ${path}`).toSorted(),
    );
  });

  it('names three ways to say who one is, and marks what is open', () => {
    expect(document.components.securitySchemes).toMatchObject({
      APIKeyHeader: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      bearer: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie' },
    });
    expect(document.security.flatMap(Object.keys)).toEqual(Object.keys(document.components.securitySchemes));
    for (const { path, method, needs } of endpoints) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect([path, operation?.security]).toEqual([path, needs === 'open' ? [] : undefined]);
    }
  });

  it('declares every parameter of each path, and the shape of every refusal', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const { parameters, responses } of Object.values(operations)) {
        const inPath = parameters.filter((parameter) => parameter.in === 'path');
        expect([path, inPath.map(({ name }) => `{${name}}`)]).toEqual([path, path.match(/\{\w+\}/g) ?? []]);
        expect(inPath.every(({ required }) => required)).toBe(true);
        expect(responses['default']).toEqual({ $ref: '#/components/responses/Error' });
      }
    }
    expect(document.components.schemas['Error']).toMatchObject({
      required: ['code', 'message', 'status_code', 'context', 'timestamp', 'request_id'],
    });
  });

  it('refers to nothing that is not there', () => {
    const whole: unknown = JSON.parse(text);
    const references = [...text.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path]) => path ?? '');

    expect(references.length).toBeGreaterThan(0);
    for (const path of new Set(references)) {
      const found = path
        .split('/')
        .reduce<unknown>((value, name) => Schema.safeParse(value).data?.[name], whole);
      expect([path, typeof found]).toEqual([path, 'object']);
    }
  });
});

function firstDifference(kept: string, current: string): readonly string[] {
  const [old, now] = [kept.split('\n'), current.split('\n')];
  const at = now.findIndex((line, index) => line !== old[index]);
  return [`line ${at + 1}`, `is:        ${old[at] ?? 'missing'}`, `should be: ${now[at] ?? 'not there'}`];
}
