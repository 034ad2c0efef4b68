import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { TaskAccepted } from './tasks.ts';
import { userReference } from './user-values.ts';
import {
  asin,
  authorReference,
  flag,
  id,
  idOf,
  idParam,
  instant,
  language,
  listOf,
  pageQuery,
  personName,
  queryId,
  text,
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

export const WantedBook = z
  .object({
    id,
    book: z
      .object({ id, title: text('Emma'), authors: z.array(authorReference) })
      .meta({ title: 'BookReference' }),
    narrators: z.array(text('Moira Fogarty')).meta({ description: 'Any of them will do; empty: anyone' }),
    language: text('en', 'ISO 639; null: any').nullable(),
    asin: text('B002V1NDYK', 'Of the very recording that is wanted').nullable(),
    library_id: idOf('Where it will be imported; null: the first library').nullable(),
    state: z.enum(WANTED_STATES).meta({ example: 'downloading' }),
    reason: text('No release was good enough.', 'Why it is in this state, as a sentence')
      .nullable()
      .meta({ example: null }),
    requested_by: userReference
      .nullable()
      .meta({ description: 'Null: a key of the program, or a user who was removed' }),
    search_id: idOf('The last search for it').nullable(),
    download_id: idOf('The last download for it').nullable(),
    import_id: idOf('The last import for it').nullable().meta({ example: null }),
    library_item_id: idOf('Its files, once it is owned').nullable().meta({ example: null }),
    searched_at: instant.nullable(),
    next_search_at: instant
      .nullable()
      .meta({ description: 'When the program searches again by itself', example: null }),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ title: 'WantedBook' });

const authors = z.array(personName).min(1, 'must name an author').max(20);

/** Either `book_id`, or `title` and `authors`; the rest constrains the recording. */
export const WantedBookBody = z
  .object({
    book_id: idOf('A book that the program knows; else `title` and `authors` must be given').optional(),
    title: title.optional(),
    authors: authors.optional(),
    narrators: z
      .array(personName.meta({ example: 'Moira Fogarty' }))
      .max(20)
      .optional()
      .meta({ description: 'Any of them will do; without it anyone' }),
    language: language.nullish().meta({ description: 'ISO 639; without it any' }),
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
  })
  .meta({
    title: 'NewWantedBook',
    example: { title: 'Emma', authors: ['Jane Austen'], narrators: ['Moira Fogarty'], language: 'en' },
  });

export const wantBook = endpoint({
  name: 'wantBook',
  method: 'POST',
  path: '/api/wanted',
  summary: 'Want a book, by its id or by title and authors; it is searched at once',
  description:
    'A book that the program does not know yet is entered. The search, the download of the best release that passes every rule, and the import follow by themselves; `state` and `reason` say how far it is. A book that is wanted already is a conflict, whose context names the want; so is one that is owned, unless another narrator is asked for. What a user wanted who was removed is taken over by whoever wants it next. A member wants at most 100 books at a time (409) and 100 within an hour (429); administrators as many as they like.',
  tag,
  needs: 'wanted.edit',
  errors: ['conflict'],
  body: WantedBookBody,
  reply: WantedBook,
  status: 201,
});

export const listWanted = endpoint({
  name: 'listWanted',
  method: 'GET',
  path: '/api/wanted',
  summary: 'Wanted books, newest first',
  description:
    'The wants of everybody, also those that are settled (`owned`, `gave_up`) until somebody stops wanting the book.',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({
    state: z.enum(WANTED_STATES).optional().meta({ description: 'Only wants in this state' }),
    book_id: queryId('Only wants of this book').optional(),
  }),
  reply: listOf(WantedBook),
});

export const getWanted = endpoint({
  name: 'getWanted',
  method: 'GET',
  path: '/api/wanted/{id}',
  summary: 'One wanted book',
  description:
    '`search_id`, `download_id`, `import_id` and `library_item_id` lead to the latest of each. In `needs_person` the import waits for a decision (`POST /api/imports/{id}/resolve`); `reason` says why.',
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
  description:
    'The want is forgotten, the book and what is owned of it stay. A download goes on unless `remove_download=true`: then an unfinished one is removed with its files, and a finished one only from the list of its client. Members stop only what they wanted themselves; administrators any.',
  tag,
  needs: 'wanted.edit',
  params: idParam,
  query: z.object({
    remove_download: flag
      .prefault('false')
      .meta({ description: 'Whether an unfinished download is removed, too' }),
  }),
});

export const searchWanted = endpoint({
  name: 'searchWanted',
  method: 'POST',
  path: '/api/wanted/{id}/search',
  summary: 'Search the indexers for a wanted book now',
  description:
    'Without waiting for `next_search_at`. While a search for it runs, that one’s task is answered. The best release that passes every rule is downloaded. A book that is owned, or has a download under way, is a conflict. Members search only for what they wanted themselves, at most 30 times within an hour (429).',
  tag,
  needs: 'wanted.edit',
  errors: ['conflict'],
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});
