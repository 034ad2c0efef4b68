import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { TaskAccepted } from './tasks.ts';
import {
  asin,
  flag,
  id,
  idParam,
  instant,
  language,
  listOf,
  pageQuery,
  personName,
  reference,
  title,
} from './values.ts';

const tag = 'Wanted books';

export const WANTED_STATES = [
  'wanted',
  'searching',
  'downloading',
  'importing',
  'owned',
  'needs_person',
  'gave_up',
] as const;

export const WantedBook = z.object({
  id,
  book: z.object({ id, title: z.string(), authors: z.array(reference) }),
  narrators: z.array(z.string()),
  language: z.string().nullable(),
  asin: z.string().nullable(),
  /** Where it will be imported. */
  library_id: id.nullable(),
  state: z.enum(WANTED_STATES),
  /** Why it is in this state, as a sentence. */
  reason: z.string().nullable(),
  requested_by: reference.nullable(),
  search_id: id.nullable(),
  download_id: id.nullable(),
  import_id: id.nullable(),
  library_item_id: id.nullable(),
  searched_at: instant.nullable(),
  next_search_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});

const authors = z.array(personName).min(1, 'must name an author').max(20);

/** Either `book_id`, or `title` and `authors`; the rest constrains the recording. */
export const WantedBookBody = z
  .object({
    book_id: id.optional(),
    title: title.optional(),
    authors: authors.optional(),
    narrators: z.array(personName).max(20).optional(),
    language: language.nullish(),
    asin: asin.nullish(),
    library_id: id.nullish().meta({ description: 'Where to import; without it the first library' }),
  })
  .superRefine((body, refinement) => {
    if (body.book_id !== undefined) return;
    for (const field of ['title', 'authors'] as const) {
      if (body[field] !== undefined) continue;
      refinement.addIssue({
        code: 'custom',
        path: [field],
        message: 'must be given where there is no book_id',
      });
    }
  });

export const wantBook = endpoint({
  name: 'wantBook',
  method: 'POST',
  path: '/api/wanted',
  summary: 'Want a book, by its id or by title and authors; it is searched at once',
  tag,
  needs: 'wanted.edit',
  body: WantedBookBody,
  reply: WantedBook,
  status: 201,
});

export const listWanted = endpoint({
  name: 'listWanted',
  method: 'GET',
  path: '/api/wanted',
  summary: 'Wanted books, newest first',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({
    state: z.enum(WANTED_STATES).optional(),
    book_id: z.coerce.number().int().positive().optional(),
  }),
  reply: listOf(WantedBook),
});

export const getWanted = endpoint({
  name: 'getWanted',
  method: 'GET',
  path: '/api/wanted/{id}',
  summary: 'One wanted book',
  tag,
  needs: 'wanted.read',
  params: idParam,
  reply: WantedBook,
});

export const stopWanting = endpoint({
  name: 'stopWanting',
  method: 'DELETE',
  path: '/api/wanted/{id}',
  summary:
    'Stop wanting a book; with `remove_download=true` an unfinished download is removed from its client',
  tag,
  needs: 'wanted.edit',
  params: idParam,
  query: z.object({ remove_download: flag.default(false) }),
});

export const searchWanted = endpoint({
  name: 'searchWanted',
  method: 'POST',
  path: '/api/wanted/{id}/search',
  summary: 'Search the indexers for a wanted book now',
  tag,
  needs: 'wanted.edit',
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});
