import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const about = { method: 'GET', tag: 'Documents', needs: 'open', limit: 'generous' } as const;

export const openApi = endpoint({
  ...about,
  name: 'openApi',
  path: '/api/openapi.json',
  summary: 'This document: the API as OpenAPI 3.1',
  description:
    'To generate clients from, or to import into a tool. It is that of the running program: its version stands in `info.version`, its base path in `servers`. Has an `ETag`.',
  reply: z
    .record(z.string(), z.unknown())
    .meta({ example: { openapi: '3.1.0', info: { title: 'Audiobook Automation API', version: '1.0.0' } } }),
  replyHeaders: ['ETag'],
});

export const docs = endpoint({
  ...about,
  name: 'docs',
  path: '/api/docs',
  summary: 'This document as a page to try every endpoint on (Swagger UI)',
  description:
    'Everything on it comes from this server. Who is signed in there can try at once; else `Authorize` takes a key, which the page forgets when it is left.',
  replyMediaType: 'text/html',
});

export const redoc = endpoint({
  ...about,
  name: 'redoc',
  path: '/api/redoc',
  summary: 'This document as a page to read (Redoc)',
  description: 'Everything on it comes from this server, and nothing is sent anywhere.',
  replyMediaType: 'text/html',
});
