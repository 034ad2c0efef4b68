import { z } from 'zod';
import { BookDetail } from './books.ts';
import { locksOf, RECORDING_FIELDS } from './edited-fields.ts';
import { endpoint } from './endpoint.ts';
import { asin, idOf, idParam, isbn, language, lineOrNothing, personName } from './values.ts';

const tag = 'Books';

const RecordingBody = z
  .object({
    narrators: z
      .array(personName)
      .max(100)
      .optional()
      .meta({ example: ['Moira Fogarty'] }),
    language: language.nullish(),
    abridged: z.boolean().nullish().meta({ example: false }),
    dramatised: z.boolean().nullish().meta({ description: 'Played by a cast, with sounds', example: false }),
    publisher: lineOrNothing(255).nullish().meta({ example: 'LibriVox' }),
    asin: asin.nullish(),
    isbn: isbn.nullish(),
  })
  .meta({ title: 'NewRecording' });

export const addRecording = endpoint({
  name: 'addRecording',
  method: 'POST',
  path: '/api/books/{id}/recordings',
  summary: 'Add a recording to a book by hand',
  description:
    'One that nobody owns yet, or to which library items are moved afterwards (`PATCH /api/library-items/{id}`). Answers the book.',
  tag,
  needs: 'library.edit',
  params: idParam,
  body: RecordingBody,
  reply: BookDetail,
  status: 201,
});

export const changeRecording = endpoint({
  name: 'changeRecording',
  method: 'PATCH',
  path: '/api/recordings/{id}',
  summary: 'Change fields of a recording; what a person changed is locked against scans',
  description:
    'A field that is not given stays as it is; null, or no narrators, empties it on purpose: no scan fills it. `book_id` moves the recording with its files into another book, and it stays there whatever the files say. The running time is measured and cannot be changed. Answers the book to which it belongs.',
  tag,
  needs: 'library.edit',
  params: idParam,
  body: RecordingBody.extend({
    book_id: idOf('To which book it belongs from now on').optional(),
    locked: z
      .object(locksOf([...RECORDING_FIELDS, 'book']))
      .optional()
      .meta({
        description: 'By field: true keeps scans from changing it, false gives it back to them',
        example: { narrators: true },
      }),
  }).meta({ title: 'RecordingChanges' }),
  reply: BookDetail,
});

export const removeRecording = endpoint({
  name: 'removeRecording',
  method: 'DELETE',
  path: '/api/recordings/{id}',
  summary: 'Remove a recording of which there are no files',
  description:
    'One with files in a library is a conflict: move them to another recording first. It can be undone.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
});

export const splitRecording = endpoint({
  name: 'splitRecording',
  method: 'POST',
  path: '/api/recordings/{id}/split',
  summary: 'Make a recording a book of its own',
  description:
    'The new book begins with the title, the authors and all else of the one that it leaves, and is the answer. The only recording of a book is a conflict. It can be undone.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  reply: BookDetail,
  status: 201,
});

export const mergeBooks = endpoint({
  name: 'mergeBooks',
  method: 'POST',
  path: '/api/books/{id}/merge',
  summary: 'Make several books one',
  description:
    'The recordings and wants of the others come to this book, which takes from them what it does not have itself; then the others are gone. Two books that are both being sought are a conflict. It can be undone as a whole.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  body: z
    .object({ book_ids: z.array(idOf('A book that becomes part of this one', 2)).min(1).max(50) })
    .meta({ title: 'BooksToMerge' }),
  reply: BookDetail,
});
