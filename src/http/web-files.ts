import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Sends the page of the web client. */
export type SendPage = (reply: FastifyReply) => Promise<FastifyReply>;

/** Serves the built web client: hashed assets for a year, its page for every address that no endpoint has. */
export async function serveWebFiles(
  server: FastifyInstance,
  { dir, basePath }: { readonly dir: string; readonly basePath: string },
): Promise<SendPage> {
  await server.register(fastifyStatic, {
    root: join(dir, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: YEAR_SECONDS * 1000,
    decorateReply: false,
    index: false,
  });
  const page = await readPage(dir, basePath);
  return async (reply) =>
    page === null
      ? reply
          .code(503)
          .type('text/plain; charset=utf-8')
          .send('The web client is not built. Start MAMcrawler with: npm start\n')
      : reply.code(200).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
}

/** Links of the page are relative to its base, so that one build serves every BASE_PATH. */
async function readPage(dir: string, basePath: string): Promise<string | null> {
  try {
    const page = await readFile(join(dir, 'index.html'), 'utf8');
    return page.replace(/<base href="[^"]*"\s*\/?>/, `<base href="${basePath}">`);
  } catch {
    return null;
  }
}
