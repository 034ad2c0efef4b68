import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as contract from '../contract/documents.ts';
import { openApiDocument } from '../contract/openapi.ts';
import { REDOC_START, redocPage, SWAGGER_START, swaggerPage } from './docs-pages.ts';
import { type Route, rawRoute } from './route.ts';
import { contentPolicy } from './security-headers.ts';

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
/** Redoc writes its styles itself, and searches in a worker that it makes itself. */
const policyOfRedoc = (nonce: string): string =>
  contentPolicy({ 'style-src': `'self' 'nonce-${nonce}'`, 'worker-src': "'self' blob:" });

interface Needs {
  readonly version: string;
  readonly basePath: string;
  /** The built web client, with Redoc in it. */
  readonly webDir: string;
}

/** The document of the API, and the two pages that show it. */
export function documentRoutes({ version, basePath }: Needs): readonly Route[] {
  let made: { readonly bytes: Buffer; readonly etag: string } | null = null;
  const page = (reply: FastifyReply, html: string) =>
    reply.type(HTML).header('cache-control', 'no-cache').send(html);

  return [
    rawRoute(contract.openApi, async ({ request, reply }) => {
      made ??= written(openApiDocument(version, basePath));
      reply.headers({ etag: made.etag, 'cache-control': 'no-cache' });
      if (request.headers['if-none-match'] === made.etag) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(made.bytes);
    }),
    rawRoute(contract.docs, async ({ reply }) => page(reply, swaggerPage(basePath))),
    rawRoute(contract.redoc, async ({ reply }) => {
      const nonce = randomBytes(16).toString('base64');
      reply.header('content-security-policy', policyOfRedoc(nonce));
      return page(reply, redocPage(basePath, nonce));
    }),
  ];
}

/** The files of those pages; `/docs` leads to the first. All open. */
export async function serveDocs(files: FastifyInstance, { basePath, webDir }: Needs): Promise<void> {
  files.get('/docs', async (_, reply) => reply.redirect(`${basePath}api/docs`));
  files.get('/api/docs/start.js', async (_, reply) => reply.type(SCRIPT).send(SWAGGER_START));
  files.get('/api/redoc/start.js', async (_, reply) => reply.type(SCRIPT).send(REDOC_START));
  await files.register(fastifyStatic, {
    root: dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
    prefix: '/api/docs/files/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => /^\/swagger-ui(?:-bundle\.js|\.css)$/.test(path),
  });
  await files.register(fastifyStatic, {
    root: join(webDir, 'documents'),
    prefix: '/api/redoc/files/',
    decorateReply: false,
    index: false,
  });
}

/** Few ask for it, but making it takes longer than all that others may ask for meanwhile. */
function written(document: object): { readonly bytes: Buffer; readonly etag: string } {
  const bytes = Buffer.from(JSON.stringify(document));
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
