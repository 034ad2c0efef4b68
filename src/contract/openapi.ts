import { z } from 'zod';
import type { AnyEndpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { ErrorReply } from './error.ts';

type Json = Record<string, unknown>;

const DESCRIPTION = `Lists are pages: \`{"items": […], "next_cursor": …}\`; pass \`next_cursor\` as \`cursor\` for the next one.
Instants are ISO 8601 in UTC. Every error has one shape; \`request_id\` is also in the \`X-Request-ID\` header and the logs.`;

/** The OpenAPI 3.1 document of the whole contract. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {};
    path[endpoint.method.toLowerCase()] = operation(endpoint);
    paths[endpoint.path] = path;
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Audiobook Automation API', version, description: DESCRIPTION },
    servers: [{ url: '/' }],
    security: [{ APIKeyHeader: [] }, { bearer: [] }, { session: [] }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        APIKeyHeader: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'mamcrawler_session' },
      },
      schemas: { Error: schemaOf(ErrorReply, 'output') },
      responses: {
        Error: { description: 'What went wrong', content: json({ $ref: '#/components/schemas/Error' }) },
      },
    },
  };
}

function operation(endpoint: AnyEndpoint): Json {
  const permission = endpoint.needs === 'open' ? 'no credentials' : `\`${endpoint.needs}\``;
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    description: `Needs ${permission}.`,
    tags: [endpoint.tag],
    ...(endpoint.needs === 'open' ? { security: [] } : {}),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(isNothing(endpoint.body)
      ? {}
      : { requestBody: { required: true, content: json(schemaOf(endpoint.body, 'input')) } }),
    responses: {
      [endpoint.status]: success(endpoint),
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function success(endpoint: AnyEndpoint): Json {
  if (endpoint.status === 204) return { description: 'Done' };
  if (endpoint.replyMediaType !== 'application/json') {
    return {
      description: endpoint.summary,
      content: { [endpoint.replyMediaType]: { schema: { type: 'string' } } },
    };
  }
  return { description: endpoint.summary, content: json(schemaOf(endpoint.reply, 'output')) };
}

function parameters(type: z.ZodType, place: 'path' | 'query'): readonly Json[] {
  if (!(type instanceof z.ZodObject)) return [];
  const schema = schemaOf(type, 'input');
  const properties: Record<string, unknown> = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return schema;
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

function isNothing(type: z.ZodType): boolean {
  return type instanceof z.ZodUndefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
