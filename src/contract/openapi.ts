import { endpoints } from './endpoints.ts';
import { ErrorReply } from './error.ts';
import { createComponents } from './openapi/components.ts';
import { errorResponses } from './openapi/error-responses.ts';
import { HEADERS } from './openapi/headers.ts';
import type { Json } from './openapi/json.ts';
import { operation } from './openapi/operation.ts';
import { schemaOf } from './openapi/schema-of.ts';
import { TAGS } from './openapi/tags.ts';

const DESCRIPTION = `The whole of MAMcrawler: its web pages and its command line use this API and nothing else.

Send a key in the header \`X-API-Key\` (or \`Authorization: Bearer\`); it is made on the page "Account", or by
\`POST /api/api-keys\`. Lists are pages: \`{"items": […], "next_cursor": …}\`; pass \`next_cursor\` as \`cursor\` for the
next one. Instants are ISO 8601 in UTC. Every error has one shape, and its \`request_id\` is also in the header
\`X-Request-ID\` and in the log. How often one may ask stands in the headers \`RateLimit-*\`; 429 says how long to wait.
A reply may have fields that are not described here: clients should ignore them.`;

/** The OpenAPI 3.1 document of the whole contract, for a server at this base path (which ends with a slash). */
export function openApiDocument(version: string, basePath = '/'): Json {
  const components = createComponents();
  components.refer(schemaOf(ErrorReply, 'output'));
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = { [endpoint.method.toLowerCase()]: operation(endpoint, components) };
    paths[endpoint.path] = { ...paths[endpoint.path], ...path };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Audiobook Automation API',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: basePath === '/' ? '/' : basePath.replace(/\/$/, ''), description: 'This server' }],
    security: [{ APIKeyHeader: [] }, { bearer: [] }, { session: [] }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map(describeTag),
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      schemas: components.all(),
      responses: errorResponses(),
      headers: HEADERS,
    },
  };
}

const SECURITY_SCHEMES = {
  APIKeyHeader: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A key, for programs' },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'The same key, for programs that know only this way',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'mamcrawler_session',
    description: 'The cookie that signing in sets, for browsers',
  },
};

function describeTag(name: string): Json {
  const description = TAGS[name];
  if (description === undefined) throw new Error(`The tag ${name} has no description in tags.ts.`);
  return { name, description };
}
