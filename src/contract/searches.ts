import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { amount, id, idOf, idParam, instant, listOf, pageQuery, queryId, text, whole } from './values.ts';

const tag = 'Searches';

export const ParsedRelease = z
  .object({
    title: text('Emma').nullable(),
    authors: z.array(text('Jane Austen')),
    narrators: z.array(text('Moira Fogarty')),
    series: z.array(z.object({ name: text('The Novels of Jane Austen'), position: text('4').nullable() })),
    year: whole(2013).nullable(),
    format: text('m4b').nullable(),
    bitrate_kbps: whole(64).nullable(),
    abridged: z.boolean().nullable().meta({ example: false }),
    dramatized: z.boolean().nullable().meta({ example: null }),
    language: text('en').nullable(),
    is_audiobook: z.boolean().nullable().meta({ example: true }),
    is_collection: z.boolean().meta({ example: false, description: 'Whether it holds several books' }),
  })
  .meta({ title: 'ParsedRelease', description: 'What its name says; null: nothing about it' });

const Reason = z
  .object({
    rule: text('author', 'Which rule judged'),
    outcome: z.enum(['pass', 'fail', 'unknown']),
    detail: text('The author is Jane Austen.'),
  })
  .meta({ title: 'VerdictReason' });

const ScorePart = z
  .object({ name: text('format'), points: amount(10), detail: text('M4B is the format that is liked best.') })
  .meta({ title: 'ScorePart' });

export const Release = z
  .object({
    id,
    indexer_id: idOf('Null: it was removed since').nullable(),
    indexer_name: text('My indexer'),
    title: text('Jane Austen - Emma (read by Moira Fogarty) [M4B 64 kbps]', 'As the indexer names it'),
    info_url: text('https://indexer.example/details/4711', 'Its page at the indexer').nullable(),
    size_bytes: whole(465_000_000).nullable(),
    seeders: whole(7).nullable(),
    leechers: whole(1).nullable(),
    published_at: instant.nullable(),
    categories: z.array(whole(3030)).meta({ description: 'Numbers of Torznab; 3030 is audiobooks' }),
    parsed: ParsedRelease,
    verdict: z.enum(['accepted', 'rejected']),
    reasons: z.array(Reason).meta({ description: 'The outcome of every rule; one `fail` rejects' }),
    score: amount(87.5, '0 to 100; compares the releases of one search'),
    score_parts: z.array(ScorePart),
    chosen: z.boolean().meta({ description: 'Whether it was taken' }),
    failure: text('It is no longer there.', 'Why it could not be taken although it was chosen')
      .nullable()
      .meta({ example: null }),
  })
  .meta({ title: 'Release' });

export const Search = z
  .object({
    id,
    wanted_id: idOf('Null: the book is no longer wanted').nullable(),
    sought: z
      .object({
        title: text('Emma'),
        authors: z.array(text('Jane Austen')),
        narrators: z.array(text('Moira Fogarty')),
        language: text('en').nullable(),
      })
      .meta({ title: 'SoughtRecording' }),
    state: z.enum(['running', 'finished']).meta({ example: 'finished' }),
    outcome: text('The best of 2 good releases was taken.', 'What came of it, as a sentence').nullable(),
    indexers: z
      .array(
        z
          .object({
            indexer_id: id,
            name: text('My indexer'),
            found: whole(5),
            error: text('It did not answer in 30 s.').nullable().meta({ example: null }),
          })
          .meta({ title: 'IndexerResult' }),
      )
      .meta({ description: 'What each indexer answered' }),
    release_count: whole(5),
    accepted_count: whole(2),
    chosen_release_id: idOf('The release that was taken').nullable(),
    started_at: instant,
    finished_at: instant.nullable(),
  })
  .meta({ title: 'Search' });

export const SearchDetail = Search.extend({
  releases: z.array(Release).meta({ description: 'Best first; the page after this one by `cursor`' }),
  next_cursor: text('WzUxXQ', 'What to ask the next page of releases with; null on the last one')
    .nullable()
    .meta({ example: null }),
}).meta({ title: 'SearchDetail' });

export const getSearch = endpoint({
  name: 'getSearch',
  method: 'GET',
  path: '/api/searches/{id}',
  summary: 'One search: every release with its verdict and reasons, best first',
  description:
    'The accepted releases come first, each group by score. `reasons` tells the outcome of every rule in words, so that a person can see why a release was not taken; `POST /api/downloads` takes it all the same. The releases are a page: `limit` and `cursor` are theirs.',
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
  description:
    'Without their releases. A search is kept for 90 days, the last one of a want for as long as the want.',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({ wanted_id: queryId('Only searches for this want').optional() }),
  reply: listOf(Search),
});
