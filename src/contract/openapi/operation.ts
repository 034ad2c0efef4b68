import { z } from 'zod';
import type { AnyEndpoint } from '../endpoint.ts';
import type { Components } from './components.ts';
import { errorReferences } from './error-responses.ts';
import { exampleOf } from './example-of.ts';
import { headers } from './headers.ts';
import { isJson, type Json } from './json.ts';
import { refusalsOf } from './refusals.ts';
import { schemaOf } from './schema-of.ts';

const UNCHANGED = {
  description: 'What the client has, and named in `If-None-Match`, is still current',
  headers: headers('X-Request-ID', 'ETag'),
};

/** An endpoint as an operation of the document; its named schemas go into the components. */
export function operation(endpoint: AnyEndpoint, components: Components): Json {
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    description: `${endpoint.description}\n\n${needs(endpoint)}`,
    tags: [endpoint.tag],
    ...(endpoint.needs === 'open' ? { security: [] } : {}),
    parameters: [
      ...parameters(endpoint.params, 'path', endpoint.name),
      ...parameters(endpoint.query, 'query', endpoint.name),
    ],
    ...(endpoint.body instanceof z.ZodUndefined ? {} : { requestBody: requestBody(endpoint, components) }),
    responses: {
      [endpoint.status]: success(endpoint, components),
      ...(endpoint.replyHeaders.includes('ETag') ? { 304: UNCHANGED } : {}),
      ...errorReferences(refusalsOf(endpoint)),
    },
  };
}

function needs({ needs }: AnyEndpoint): string {
  if (needs === 'open') return 'Open to everybody.';
  return needs === 'signed-in' ? 'Needs a key or a session.' : `Needs the permission \`${needs}\`.`;
}

/** An example is told in words: as a value, pages that try endpoints would send it unasked. */
function parameters(type: z.ZodType, place: 'path' | 'query', name: string): readonly Json[] {
  if (!(type instanceof z.ZodObject)) return [];
  const { properties, required } = schemaOf(type, 'input');
  return Object.entries(isJson(properties) ? properties : {}).map(([field, property]) => {
    if (!isJson(property) || typeof property['description'] !== 'string')
      throw new Error(`${name}.${field} has no description: give it one by meta({ description }).`);
    const example = exampleOf(property, 'input', `${name}.${field}`);
    const { description, example: _, ...schema } = property;
    const isSaid = place === 'path' || property['type'] !== 'string' || 'enum' in property;
    return {
      name: field,
      in: place,
      required: place === 'path' || (Array.isArray(required) && required.includes(field)),
      description: isSaid ? description : `${description}. For example \`${String(example)}\``,
      schema,
      ...(place === 'path' ? { example } : {}),
    };
  });
}

function requestBody({ body, name }: AnyEndpoint, components: Components): Json {
  const schema = schemaOf(body, 'input');
  return {
    required: true,
    content: {
      'application/json': {
        schema: components.refer(schema),
        example: exampleOf(schema, 'input', `${name}.body`),
      },
    },
  };
}

function success(endpoint: AnyEndpoint, components: Components): Json {
  return {
    description: endpoint.summary,
    headers: headers(
      'X-Request-ID',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
      'RateLimit-Policy',
      ...endpoint.replyHeaders,
    ),
    ...content(endpoint, components),
  };
}

function content(
  { status, replyMediaType, reply, name, replyExample }: AnyEndpoint,
  components: Components,
): Json {
  if (status === 204 || status === 302) return {};
  if (replyMediaType !== 'application/json') {
    const schema = { type: 'string', ...(replyMediaType === 'image/*' ? { format: 'binary' } : {}) };
    return {
      content: { [replyMediaType]: { schema, ...(replyExample === null ? {} : { example: replyExample }) } },
    };
  }
  const schema = schemaOf(reply, 'output');
  const example = exampleOf(schema, 'output', `${name}.reply`);
  return { content: { 'application/json': { schema: components.refer(schema), example } } };
}
