import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { metrics } from '../contract/operations.ts';
import { recogniseScrapers } from './recognise-scrapers.ts';

type Headers = Readonly<Record<string, string>>;

/** Whether a request for the metrics over this connection is let in without a key. */
async function isLetIn(
  headers: Headers,
  { trusted = [], path = metrics.path }: { readonly trusted?: readonly string[]; readonly path?: string },
): Promise<boolean> {
  const scraperOf = recogniseScrapers(['127.0.0.1', '10.0.0.0/8']);
  await using server = Fastify({ trustProxy: trusted.length === 0 ? false : [...trusted] });
  server.get(path, async (request) => ({ isScraper: scraperOf(request) !== null }));
  return (await server.inject({ url: path, headers, remoteAddress: '127.0.0.1' })).json().isScraper;
}

it('lets in who asks from there itself, for the metrics alone', async () => {
  expect(await isLetIn({}, {})).toBe(true);
  expect(await isLetIn({}, { trusted: ['127.0.0.1'] })).toBe(true);
  expect(await isLetIn({}, { path: '/api/books' })).toBe(false);
});

it.each<Headers>([
  { 'x-forwarded-for': '203.0.113.7' },
  { 'x-forwarded-for': '10.1.2.3' },
  { 'x-forwarded-proto': 'https' },
  { forwarded: 'for=203.0.113.7' },
  { 'x-real-ip': '203.0.113.7' },
  { via: '1.1 a-proxy' },
])('lets in nobody for whom a proxy asks that is not trusted: %j', async (headers) => {
  expect(await isLetIn(headers, {})).toBe(false);
  expect(await isLetIn(headers, { trusted: ['192.0.2.1'] })).toBe(false);
});

it('looks at whom a trusted proxy asks for', async () => {
  const trusted = ['127.0.0.1'];

  expect(await isLetIn({ 'x-forwarded-for': '10.1.2.3', via: '1.1 a-proxy' }, { trusted })).toBe(true);
  expect(await isLetIn({ 'x-forwarded-for': '203.0.113.7' }, { trusted })).toBe(false);
  // It says that it asks for somebody, but not for whom.
  expect(await isLetIn({ via: '1.1 a-proxy' }, { trusted })).toBe(false);
});
