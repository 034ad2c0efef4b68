import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from '../contract/openapi.ts';

/** What is served beside the endpoints of the contract. */
export const DOCUMENTS = ['/api/openapi.json', '/api/docs', '/api/docs/start.js', '/docs'];

/** `/api/openapi.json` and the page that shows it; `/docs` leads there. All open. */
export async function serveDocs(
  server: FastifyInstance,
  { version, basePath }: { readonly version: string; readonly basePath: string },
): Promise<void> {
  // Made for each asker: few ask, and it would lie in memory for all the others.
  server.get('/api/openapi.json', async () => openApiDocument(version));
  server.get('/api/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(page(basePath)));
  server.get('/docs', async (_, reply) => reply.redirect(`${basePath}api/docs`));
  server.get('/api/docs/start.js', async (_, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START),
  );
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/api/docs/files/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => /^\/swagger-ui(?:-bundle\.js|\.css)$/.test(path),
  });
}

const START = `SwaggerUIBundle({ url: new URL('openapi.json', document.baseURI).href, dom_id: '#docs', deepLinking: true });\n`;

function page(basePath: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<base href="${basePath}api/">
<title>Audiobook Automation API</title>
<link rel="stylesheet" href="docs/files/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="docs/files/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;
}
