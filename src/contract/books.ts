import { z } from 'zod';
import { LACKS } from '../base/completeness.ts';
import { BOOK_FIELDS, locksOf, nameOrId, namesOrIds, year } from './edited-fields.ts';
import { endpoint } from './endpoint.ts';
import {
  amount,
  authorReference,
  flag,
  id,
  idOf,
  idParam,
  instant,
  isbn,
  language,
  lineOrNothing,
  listOf,
  pageQuery,
  queryId,
  text,
  title,
  whole,
} from './values.ts';

const tag = 'Books';

const narrators = z.array(text('Moira Fogarty')).meta({ description: 'Who reads it, where it is known' });
const seconds = amount(57_600, 'Of the recording that is owned').nullable();

const SeriesPlace = z
  .object({
    id,
    name: text('The Novels of Jane Austen'),
    position: text('4', 'As a text, for there are also 1.5 and 2-3').nullable(),
  })
  .meta({ title: 'SeriesPlace' });

export const Book = z
  .object({
    id,
    title: text('Emma'),
    subtitle: text('A Novel').nullable(),
    author_id: idOf('The first author').nullable(),
    authors: z.array(authorReference),
    series: z.array(SeriesPlace),
    narrators,
    published_date: text('1815-12-23').nullable(),
    published_year: whole(1815).nullable(),
    description: text('A comedy about a matchmaker who is always wrong.').nullable(),
    isbn: text('9780141439587').nullable(),
    owned: z.boolean().meta({ description: 'Whether a library has files of it' }),
    completeness: whole(85, 'In percent: how much of what is worth knowing of it is known'),
    missing: z
      .array(z.enum(LACKS))
      .meta({ description: 'What it lacks, weightiest first', example: ['narrator'] }),
    duration_seconds: seconds,
    cover_item_id: idOf('The library item whose cover stands for the book').nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ title: 'Book' });

export const Provenance = z
  .object({
    source: text('person', 'Where the value is from'),
    at: instant,
    locked: z.boolean().meta({ description: 'Whether scans leave it as it is' }),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .meta({
        description: 'How sure a scan is, from 0 to 1; agreement raises it, contradiction lowers it',
        example: 0.95,
      })
      .optional(),
    agreeing: z
      .array(z.string())
      .meta({ description: 'The other sources that say the same', example: ['path', 'opf'] })
      .optional(),
  })
  .meta({ title: 'Provenance' });

const provenances = z.record(z.string(), Provenance).meta({
  description:
    'By field: who said so. What is locked and has no value was left empty on purpose: scans do not fill it',
  example: { title: { source: 'person', at: '2026-11-22T09:30:00.000Z', locked: true } },
});

export const Recording = z
  .object({
    id,
    narrators,
    language: text('en', 'ISO 639').nullable(),
    abridged: z.boolean().nullable().meta({ example: false }),
    dramatised: z.boolean().nullable().meta({ example: false }),
    duration_seconds: seconds,
    publisher: text('LibriVox').nullable(),
    asin: text('B002V1NDYK').nullable(),
    isbn: text('9780141439587').nullable(),
    library_items: z
      .array(
        z.object({
          id,
          library_id: id,
          path: text('Jane Austen/Emma', 'Relative to the library'),
        }),
      )
      .meta({ description: 'Where its files lie' }),
    provenance: provenances,
  })
  .meta({ title: 'Recording' });

export const BookDetail = Book.extend({
  recordings: z.array(Recording),
  wanted_id: idOf('The want of this book that is not settled yet').nullable().meta({ example: null }),
  provenance: provenances,
}).meta({ title: 'BookDetail' });

/** Of the 30th of February, JavaScript makes the 2nd of March. */
function isOfCalendar(given: string): boolean {
  const day = given.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  // Date.parse alone takes nearly anything for a date: "$1" is one of 2001.
  if (Number.isNaN(Date.parse(given)) || Number.isNaN(midnight.getTime()) || day.startsWith('0000'))
    return false;
  return midnight.toISOString().startsWith(day);
}

const publishedDate = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T.+)?$/, 'must be a date (2011-05-31) or an instant')
  .refine(isOfCalendar, 'is not a date of the calendar')
  .meta({ example: '1815-12-23' });

const position = z.string().trim().min(1).max(20).meta({ example: '4' });

export const BookBody = z
  .object({
    title,
    author_id: idOf('Becomes the first author'),
    series_id: id.nullish(),
    series_position: position.nullish().meta({ description: 'Only together with `series_id`', example: '4' }),
    subtitle: lineOrNothing(255).nullish().meta({ example: 'A Novel' }),
    description: z.string().max(20_000).nullish().meta({ example: 'A comedy about a matchmaker.' }),
    isbn: isbn.nullish().meta({ description: 'Of its first recording, which is made where there is none' }),
    language: language.nullish().meta({ description: 'ISO 639; of its first recording' }),
    published_date: publishedDate.nullish(),
  })
  .meta({ title: 'NewBook' });

export const listBooks = endpoint({
  name: 'listBooks',
  method: 'GET',
  path: '/api/books',
  summary: 'Books; `search` looks in titles, authors, narrators and series',
  description:
    'Every book that the program knows, owned or not: from scans, from wants and entered by hand. Each word of `search` must begin a word of the title, subtitle, author, narrator or series; case and accents do not matter. By `relevance`, which is the order of a search, come titles that begin with what is searched for, then those that have its words, then the others. Of words that more than 500 books have it lists all of the first and some of the others, and `total` says 500; every other `sort` lists all. A `cursor` is good for the `sort` that it came from.',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({
    search: z
      .string()
      .trim()
      .max(200)
      .optional()
      .meta({ description: 'Words to look for', example: 'austen emma' }),
    author_id: queryId('Only books of this author').optional(),
    series_id: queryId('Only books of this series').optional(),
    library_id: queryId('Only books with files in this library').optional(),
    owned: flag.optional().meta({ description: 'Only books that are (not) in a library' }),
    missing: z
      .enum([...LACKS, 'anything'])
      .optional()
      .meta({ description: 'Only books that lack this', example: 'narrator' }),
    sort: z
      .enum(['title', '-title', 'author', 'created_at', '-created_at', 'completeness', 'relevance'])
      .optional()
      .meta({
        description:
          'The order; with a minus the other way round. Missing: `relevance` of a search, else `title`',
      }),
  }),
  reply: listOf(Book),
});

export const addBook = endpoint({
  name: 'addBook',
  method: 'POST',
  path: '/api/books',
  summary: 'Enter a book by hand',
  description:
    'The author must be there already (`POST /api/authors`). Nothing is searched or downloaded: that is `POST /api/wanted`. An author has each title once: a second one is a conflict, whose context names the book that is there. What was entered is locked against scans.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  body: BookBody,
  reply: BookDetail,
  status: 201,
});

export const getBook = endpoint({
  name: 'getBook',
  method: 'GET',
  path: '/api/books/{id}',
  summary: 'One book with its recordings',
  description:
    'A recording is one audio edition: its narrators, its language, its files. `wanted_id` leads to the want that is not settled yet, `provenance` says of each field where it is from and whether scans leave it alone.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: BookDetail,
});

export const BookChanges = BookBody.partial()
  .extend({
    authors: namesOrIds.optional().meta({
      description: 'All of them, by name or number, in their order; an empty list says that there is none',
      example: ['Jane Austen'],
    }),
    series: z
      .array(
        z.object({
          series: nameOrId.meta({ description: 'Its name or number', example: 'The Novels of Jane Austen' }),
          position: position.nullish(),
        }),
      )
      .max(20)
      .optional()
      .meta({ description: 'All of them, each with the place of the book in it' }),
    published_year: year.nullish(),
    locked: z
      .object(locksOf(BOOK_FIELDS))
      .optional()
      .meta({
        description:
          'By field: true keeps scans from changing it, false gives it back to them; its value stays as it is',
        example: { title: true, series: false },
      }),
  })
  .meta({ title: 'BookChanges' });

export const changeBook = endpoint({
  name: 'changeBook',
  method: 'PATCH',
  path: '/api/books/{id}',
  summary: 'Change fields of a book; what a person changed is locked against scans',
  description:
    'A field that is not given stays as it is. Null, an empty text or an empty list empties it on purpose: no scan fills it. Authors and series that are named and not there yet are made. `author_id` replaces all authors, `series_id` all series, as `authors` and `series` do. `locked` locks fields, or gives them back to scans: the next one reads the files of the book again. What was changed is kept (`GET /api/books/{id}/changes`) and can be undone. Files are not renamed.',
  tag,
  needs: 'library.edit',
  params: idParam,
  body: BookChanges,
  reply: BookDetail,
});

export const forgetBook = endpoint({
  name: 'forgetBook',
  method: 'DELETE',
  path: '/api/books/{id}',
  summary: 'Forget a book that is neither owned nor wanted',
  description:
    'Its recordings go with it, its authors and series stay. A book with files in a library, or that somebody wants or wanted, is a conflict: forget the files or the want first.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
});
