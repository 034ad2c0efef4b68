import { z } from 'zod';
import { Book } from './books.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery, personName } from './values.ts';

const tag = 'Series';

export const Series = z.object({
  id,
  name: z.string(),
  book_count: z.number().int(),
  created_at: instant,
});
export const SeriesDetail = Series.extend({ books: z.array(Book) });
const SeriesBody = z.object({ name: personName });

export const listSeries = endpoint({
  name: 'listSeries',
  method: 'GET',
  path: '/api/series',
  summary: 'Series by name',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({ search: z.string().trim().max(200).optional() }),
  reply: listOf(Series),
});

export const addSeries = endpoint({
  name: 'addSeries',
  method: 'POST',
  path: '/api/series',
  summary: 'Enter a series',
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
  tag,
  needs: 'library.edit',
  params: idParam,
  body: SeriesBody.partial(),
  reply: SeriesDetail,
});

export const forgetSeries = endpoint({
  name: 'forgetSeries',
  method: 'DELETE',
  path: '/api/series/{id}',
  summary: 'Forget a series without books',
  tag,
  needs: 'library.edit',
  params: idParam,
});
