import { z } from 'zod';
import { Book } from './books.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery, personName, text, whole } from './values.ts';

const tag = 'Series';

export const Series = z
  .object({
    id,
    name: text('The Novels of Jane Austen'),
    book_count: whole(6),
    created_at: instant,
  })
  .meta({ title: 'Series' });
export const SeriesDetail = Series.extend({
  books: z.array(Book).meta({ description: 'In their order, at most 1,000; what has no number comes last' }),
}).meta({ title: 'SeriesDetail' });
const SeriesBody = z
  .object({ name: personName.meta({ example: 'The Novels of Jane Austen' }) })
  .meta({ title: 'NewSeries' });

export const listSeries = endpoint({
  name: 'listSeries',
  method: 'GET',
  path: '/api/series',
  summary: 'Series by name',
  description:
    'Two series may have the same name, where different authors wrote them. `search` finds any part of a name; case and accents do not matter.',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({
    search: z.string().trim().max(200).optional().meta({ description: 'Part of a name', example: 'novels' }),
  }),
  reply: listOf(Series),
});

export const addSeries = endpoint({
  name: 'addSeries',
  method: 'POST',
  path: '/api/series',
  summary: 'Enter a series',
  description:
    'Scans enter series by themselves; this is for books that are entered by hand. The same name a second time is another series, so look first.',
  tag,
  needs: 'library.edit',
  body: SeriesBody,
  reply: SeriesDetail,
  status: 201,
});

export const getSeries = endpoint({
  name: 'getSeries',
  method: 'GET',
  path: '/api/series/{id}',
  summary: 'One series with the books in order',
  description: 'At most 1,000 books, by their number in the series; what has no number comes last, by title.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: SeriesDetail,
});

export const changeSeries = endpoint({
  name: 'changeSeries',
  method: 'PATCH',
  path: '/api/series/{id}',
  summary: 'Rename a series',
  description: 'All books of the series show and are found by the new name at once. Files are not renamed.',
  tag,
  needs: 'library.edit',
  params: idParam,
  body: SeriesBody.partial().meta({ title: 'SeriesChanges' }),
  reply: SeriesDetail,
});

export const forgetSeries = endpoint({
  name: 'forgetSeries',
  method: 'DELETE',
  path: '/api/series/{id}',
  summary: 'Forget a series without books',
  description:
    'A series that still has a book is a conflict: forget the books, or put them elsewhere, first.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
});
