import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery } from './values.ts';

const tag = 'Searches';

export const ParsedRelease = z.object({
  title: z.string().nullable(),
  authors: z.array(z.string()),
  narrators: z.array(z.string()),
  series: z.array(z.object({ name: z.string(), position: z.string().nullable() })),
  year: z.number().int().nullable(),
  format: z.string().nullable(),
  bitrate_kbps: z.number().int().nullable(),
  abridged: z.boolean().nullable(),
  dramatized: z.boolean().nullable(),
  language: z.string().nullable(),
  is_audiobook: z.boolean().nullable(),
  is_collection: z.boolean(),
});

export const Release = z.object({
  id,
  indexer_id: id.nullable(),
  indexer_name: z.string(),
  title: z.string(),
  info_url: z.string().nullable(),
  size_bytes: z.number().int().nullable(),
  seeders: z.number().int().nullable(),
  leechers: z.number().int().nullable(),
  published_at: instant.nullable(),
  categories: z.array(z.number().int()),
  parsed: ParsedRelease,
  verdict: z.enum(['accepted', 'rejected']),
  reasons: z.array(
    z.object({ rule: z.string(), outcome: z.enum(['pass', 'fail', 'unknown']), detail: z.string() }),
  ),
  score: z.number(),
  score_parts: z.array(z.object({ name: z.string(), points: z.number(), detail: z.string() })),
  chosen: z.boolean(),
  /** Why it could not be taken although it was chosen. */
  failure: z.string().nullable(),
});

export const Search = z.object({
  id,
  wanted_id: id.nullable(),
  sought: z.object({
    title: z.string(),
    authors: z.array(z.string()),
    narrators: z.array(z.string()),
    language: z.string().nullable(),
  }),
  state: z.enum(['running', 'finished']),
  /** What came of it, as a sentence. */
  outcome: z.string().nullable(),
  indexers: z.array(
    z.object({ indexer_id: id, name: z.string(), found: z.number().int(), error: z.string().nullable() }),
  ),
  release_count: z.number().int(),
  accepted_count: z.number().int(),
  chosen_release_id: id.nullable(),
  started_at: instant,
  finished_at: instant.nullable(),
});

export const SearchDetail = Search.extend({
  /** Best first; the page after this one by `cursor`. */
  releases: z.array(Release),
  next_cursor: z.string().nullable(),
});

export const getSearch = endpoint({
  name: 'getSearch',
  method: 'GET',
  path: '/api/searches/{id}',
  summary: 'One search: every release with its verdict and reasons, best first',
  tag,
  needs: 'wanted.read',
  params: idParam,
  query: pageQuery.omit({ count: true }),
  reply: SearchDetail,
});

export const listSearches = endpoint({
  name: 'listSearches',
  method: 'GET',
  path: '/api/searches',
  summary: 'Searches, newest first',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({ wanted_id: z.coerce.number().int().positive().optional() }),
  reply: listOf(Search),
});
