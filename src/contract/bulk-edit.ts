import { z } from 'zod';
import { FieldChange } from './changes.ts';
import { BOOK_FIELDS, locksOf, nameOrId, namesOrIds, RECORDING_FIELDS, year } from './edited-fields.ts';
import { endpoint } from './endpoint.ts';
import { id, idOf, language, lineOrNothing, personName, whole } from './values.ts';

/** A list of each book: another one, or with these and without those. */
function listEdit<Each extends z.ZodType>(each: Each, example: unknown) {
  return {
    set: each.optional().meta({ description: 'All of them; an empty list empties it on purpose' }),
    add: each.optional().meta({ description: 'Those that are to be there too', example }),
    remove: each.optional().meta({ description: 'Those that are to be there no longer' }),
  };
}

const names = z
  .array(personName)
  .max(50)
  .meta({ example: ['Moira Fogarty'] });

export const BulkChanges = z
  .object({
    authors: z.object(listEdit(namesOrIds, ['Jane Austen'])).optional(),
    narrators: z.object(listEdit(names, ['Moira Fogarty'])).optional(),
    series: z
      .object({
        ...listEdit(z.array(nameOrId).max(20), ['The Novels of Jane Austen']),
        number_from: z.number().int().min(0).max(100_000).nullish().meta({
          description:
            'Numbers the books in the order of `book_ids`, beginning with this; without it a book that is in the series already keeps its number',
          example: 1,
        }),
      })
      .optional(),
    published_year: year.nullish(),
    language: language.nullish(),
    publisher: lineOrNothing(255).nullish().meta({ example: 'LibriVox' }),
    abridged: z.boolean().nullish().meta({ example: false }),
    dramatised: z.boolean().nullish().meta({ example: false }),
    locked: z
      .object(locksOf([...BOOK_FIELDS, ...RECORDING_FIELDS]))
      .optional()
      .meta({ description: 'By field, as of one book or recording', example: { series: true } }),
  })
  .meta({
    title: 'BulkChanges',
    description: 'What is of recordings is changed of all recordings of the books',
  });

export const MAX_BULK_BOOKS = 10_000;

export const bulkEditBooks = endpoint({
  name: 'bulkEditBooks',
  method: 'POST',
  path: '/api/books/bulk-edit',
  summary: 'Change many books at once, or see what that would change',
  description:
    'The books are named by `book_ids`, or are all that `filter` finds (as of `GET /api/books`), at most 10,000. With `dry_run` nothing is written: the answer tells what would change, by the same plan. Books that are so already are left alone. It is one change set, which can be undone; the books are written in short steps one after the other, so that nobody waits for it: whoever looks meanwhile sees a part of it.',
  tag: 'Books',
  needs: 'library.edit',
  body: z
    .object({
      book_ids: z.array(id).min(1).max(MAX_BULK_BOOKS).optional(),
      filter: z
        .object({
          search: z.string().trim().max(200).optional().meta({ example: 'austen' }),
          author_id: idOf('Of this author').optional(),
          series_id: idOf('Of this series').optional(),
          library_id: idOf('With files in this library').optional(),
          owned: z.boolean().optional().meta({ description: 'That are (not) in a library' }),
        })
        .optional()
        .meta({ title: 'BookFilter' }),
      changes: BulkChanges,
      dry_run: z.boolean().default(false).meta({ description: 'Writes nothing' }),
    })
    .refine(({ book_ids, filter }) => (book_ids === undefined) !== (filter === undefined), {
      path: ['book_ids'],
      message: 'or filter must be given, and not both',
    })
    .meta({
      title: 'BulkEdit',
      example: { book_ids: [1, 2], changes: { language: 'en' }, dry_run: true },
    }),
  reply: z
    .object({
      change_set_id: idOf('Null: nothing was written').nullable(),
      book_count: whole(2, 'How many books were chosen'),
      changed_book_count: whole(1),
      change_count: whole(1, 'Of fields'),
      changes: z.array(FieldChange.omit({ id: true }).meta({ title: 'PlannedChange' })).meta({
        description: 'What (would be) changed; the first 500',
      }),
    })
    .meta({ title: 'BulkEdited' }),
});
