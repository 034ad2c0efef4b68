import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, id, idParam, instant, isbn, language, listOf, pageQuery, reference, title } from './values.ts';

const tag = 'Books';

const seriesPlace = z.object({ id, name: z.string(), position: z.string().nullable() });

export const Book = z.object({
  id,
  title: z.string(),
  subtitle: z.string().nullable(),
  /** The first author. */
  author_id: id.nullable(),
  authors: z.array(reference),
  series: z.array(seriesPlace),
  narrators: z.array(z.string()),
  published_date: z.string().nullable(),
  published_year: z.number().int().nullable(),
  description: z.string().nullable(),
  isbn: z.string().nullable(),
  owned: z.boolean(),
  duration_seconds: z.number().nullable(),
  /** The library item whose cover stands for the book. */
  cover_item_id: id.nullable(),
  created_at: instant,
  updated_at: instant,
});

export const Recording = z.object({
  id,
  narrators: z.array(z.string()),
  language: z.string().nullable(),
  abridged: z.boolean().nullable(),
  duration_seconds: z.number().nullable(),
  publisher: z.string().nullable(),
  asin: z.string().nullable(),
  isbn: z.string().nullable(),
  library_items: z.array(z.object({ id, library_id: id, path: z.string() })),
});

export const Provenance = z.object({
  source: z.string(),
  at: instant,
  locked: z.boolean(),
});

export const BookDetail = Book.extend({
  recordings: z.array(Recording),
  /** The want of this book that is not settled yet. */
  wanted_id: id.nullable(),
  provenance: z.record(z.string(), Provenance),
});

/** Of the 30th of February, JavaScript makes the 2nd of March. */
function isOfCalendar(text: string): boolean {
  const day = text.slice(0, 10);
  if (Number.isNaN(Date.parse(text)) || day.startsWith('0000')) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

const publishedDate = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T.+)?$/, 'must be a date (2011-05-31) or an instant')
  .refine(isOfCalendar, 'is not a date of the calendar');

export const BookBody = z.object({
  title,
  author_id: id,
  series_id: id.nullish(),
  series_position: z.string().trim().min(1).max(20).nullish(),
  subtitle: z.string().trim().max(255).nullish(),
  description: z.string().max(20_000).nullish(),
  isbn: isbn.nullish(),
  language: language.nullish(),
  published_date: publishedDate.nullish(),
});

export const listBooks = endpoint({
  name: 'listBooks',
  method: 'GET',
  path: '/api/books',
  summary: 'Books; `search` looks in titles, authors, narrators and series',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({
    search: z.string().trim().max(200).optional(),
    author_id: z.coerce.number().int().positive().optional(),
    series_id: z.coerce.number().int().positive().optional(),
    library_id: z.coerce.number().int().positive().optional(),
    owned: flag.optional().meta({ description: 'Only books that are (not) in a library' }),
    sort: z.enum(['title', '-title', 'author', 'created_at', '-created_at']).default('title'),
  }),
  reply: listOf(Book),
});

export const addBook = endpoint({
  name: 'addBook',
  method: 'POST',
  path: '/api/books',
  summary: 'Enter a book by hand',
  tag,
  needs: 'library.edit',
  body: BookBody,
  reply: BookDetail,
  status: 201,
});

export const getBook = endpoint({
  name: 'getBook',
  method: 'GET',
  path: '/api/books/{id}',
  summary: 'One book with its recordings',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: BookDetail,
});

export const changeBook = endpoint({
  name: 'changeBook',
  method: 'PATCH',
  path: '/api/books/{id}',
  summary: 'Change fields of a book; what a person changed is locked against scans',
  tag,
  needs: 'library.edit',
  params: idParam,
  body: BookBody.partial(),
  reply: BookDetail,
});

export const forgetBook = endpoint({
  name: 'forgetBook',
  method: 'DELETE',
  path: '/api/books/{id}',
  summary: 'Forget a book that is neither owned nor wanted',
  tag,
  needs: 'library.edit',
  params: idParam,
});
