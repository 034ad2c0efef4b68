import { z } from 'zod';
import { FINDING_KINDS } from '../base/finding-kinds.ts';
import { CHAPTER_SOURCES, ORDER_SOURCES } from '../base/order-sources.ts';
import { endpoint } from './endpoint.ts';
import { TaskAccepted } from './tasks.ts';
import {
  amount,
  authorReference,
  flag,
  id,
  idOf,
  idParam,
  instant,
  listOf,
  pageQuery,
  queryId,
  text,
  whole,
} from './values.ts';

const tag = 'Library items';

const fault = 'It is cut off: 3.2 of 5.0 MB are there.';

export const ItemFault = z
  .object({
    path: text(
      'Jane Austen/Emma/Emma.m4b',
      'Relative to the library; characters that are not UTF-8 are written as \\xHH',
    ),
    fault: text(fault, 'As a sentence'),
  })
  .meta({ title: 'ItemFault' });

export const ItemCheck = z
  .object({
    method: z.enum(['decode', 'structure']).meta({
      description:
        'By what: `decode` by ffmpeg from beginning to end, `structure` by indexes and headers alone, where there is no ffmpeg',
      example: 'decode',
    }),
    checked_at: instant,
    is_outdated: z
      .boolean()
      .meta({ description: 'The files changed since: what was found is of those before', example: false }),
    decayed: z.boolean().meta({
      description: 'The very same files were sound before: the disk loses data',
      example: false,
    }),
    findings: z
      .array(
        z
          .object({
            kind: z.enum(FINDING_KINDS).meta({ example: 'truncated' }),
            severity: z.enum(['severe', 'slight']).meta({
              description: '`severe`: something of the book cannot be heard',
              example: 'severe',
            }),
            path: text('Jane Austen/Emma/Emma.m4b', 'Null: the item as a whole').nullable(),
            sentence: text('It is not whole: only 3 h of it can be played, and it claims to run 16 h.'),
          })
          .meta({ title: 'ItemFinding' }),
      )
      .meta({ example: [] }),
  })
  .meta({ title: 'ItemCheck' });

export const LibraryItem = z
  .object({
    id,
    library_id: id,
    path: text('Jane Austen/Emma', 'Relative to the library'),
    book: z
      .object({ id, title: text('Emma'), authors: z.array(authorReference) })
      .meta({ title: 'BookReference' })
      .nullable(),
    recording_id: id.nullable(),
    duration_seconds: amount(57_600).nullable(),
    size_bytes: whole(465_000_000),
    file_count: whole(1),
    has_cover: z.boolean(),
    faults: z.array(ItemFault).meta({ description: 'What scans found', example: [] }),
    check: ItemCheck.nullable().meta({
      description: 'The last look into the audio itself; null: there was none',
    }),
    added_at: instant,
  })
  .meta({ title: 'LibraryItem' });

export const AudioFile = z
  .object({
    path: text('Jane Austen/Emma/Emma.m4b'),
    disc: whole(1).nullable().meta({ example: null }),
    track: whole(1).nullable(),
    duration_seconds: amount(57_600).nullable(),
    codec: text('aac').nullable(),
    bitrate_kbps: whole(64).nullable(),
    size_bytes: whole(465_000_000),
    fault: text(fault).optional(),
  })
  .meta({ title: 'AudioFile' });

export const Chapter = z
  .object({ title: text('Chapter 1'), start_seconds: amount(0), end_seconds: amount(1_260.5) })
  .meta({ title: 'Chapter' });

export const PlayingOrder = z
  .object({
    by: z.enum(ORDER_SOURCES).meta({
      description:
        'What was followed: the track numbers in the `tags`, the numbers in the `names` of the files, in their `titles`, the `folders` of the discs, the `alphabet` where nothing counts, or a `person`',
      example: 'tags',
    }),
    confidence: amount(1, 'From 0 to 1'),
    agreeing: z.array(z.enum(ORDER_SOURCES)).meta({
      description: 'What else gives the same order',
      example: ['names', 'titles'],
    }),
    contradicting: z
      .array(text('The names of the files give another order: "02.mp3" before "01.mp3".'))
      .meta({ description: 'What speaks against it, as sentences', example: [] }),
    gaps: z
      .array(text('Between "03.mp3" and "05.mp3" one file is missing: number 4.'))
      .meta({ description: 'What seems to be missing; each is a fault of the item, too', example: [] }),
    collisions: z
      .array(text('2 files say track 7 in their tags: "a.mp3" and "b.mp3".'))
      .meta({ description: 'Which files claim the same place; faults of the item, too', example: [] }),
  })
  .meta({ title: 'PlayingOrder' });

export const LibraryItemDetail = LibraryItem.extend({
  audio_files: z.array(AudioFile).meta({ description: 'In playing order' }),
  order: PlayingOrder.nullable().meta({
    description: 'How that order was found; null for a single file',
  }),
  chapters: z.array(Chapter),
  chapter_source: z.enum(CHAPTER_SOURCES).nullable().meta({
    description:
      'Whence the chapters are: `embedded` in the files, a `cue` sheet or a `metadata_json` beside them, or the `files` themselves, each of them one',
    example: 'embedded',
  }),
  narrators: z.array(text('Moira Fogarty')),
}).meta({ title: 'LibraryItemDetail' });

export const listLibraryItems = endpoint({
  name: 'listLibraryItems',
  method: 'GET',
  path: '/api/library-items',
  summary: 'What is owned, by path; with `faults=true` only what has a fault or a finding',
  description:
    'An item is the files of one recording, usually a folder. What a scan no longer found is not shown.',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({
    library_id: queryId('Only items of this library').optional(),
    faults: flag
      .optional()
      .meta({ description: 'Only items in which a scan or a check found something (nothing)' }),
  }),
  reply: listOf(LibraryItem),
});

export const getLibraryItem = endpoint({
  name: 'getLibraryItem',
  method: 'GET',
  path: '/api/library-items/{id}',
  summary: 'One item with its files in playing order and its chapters',
  description:
    'As the last scan found it: the files are not opened for it. `faults` says what is wrong with them, each a sentence.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: LibraryItemDetail,
});

export const checkLibraryItem = endpoint({
  name: 'checkLibraryItem',
  method: 'POST',
  path: '/api/library-items/{id}/check',
  summary: 'Look into the audio of an item now',
  description:
    'Decodes every file from beginning to end with ffmpeg where that is installed, else reads its structure, in the background and at low priority. While such a check runs, answers that one. The files are only read.',
  tag,
  needs: 'library.scan',
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});

export const moveLibraryItem = endpoint({
  name: 'moveLibraryItem',
  method: 'PATCH',
  path: '/api/library-items/{id}',
  summary: 'Say of which recording or book the files of an item are',
  description:
    'With `recording_id` they are of that recording from now on. With `book_id` they are of a recording of that book: the one that they are of now goes there, or, where other items are of it too, another one like it is made. With `new_book` it is a book of its own, which begins with the title, the authors and all else of the one that it leaves; of the only files of a book that is a conflict. Scans leave the item there, whatever its files say. It can be undone. The files stay where they are.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  body: z
    .object({
      recording_id: idOf('The recording').optional(),
      book_id: idOf('The book').optional(),
      new_book: z.literal(true).optional().meta({ description: 'A book of its own' }),
    })
    .refine((place) => Object.values(place).filter((given) => given !== undefined).length === 1, {
      path: ['recording_id'],
      message: 'or book_id or new_book must be given, and one alone',
    })
    .meta({ title: 'LibraryItemPlace', example: { recording_id: 1 } }),
  reply: LibraryItemDetail,
});

export const setPlayingOrder = endpoint({
  name: 'setPlayingOrder',
  method: 'PUT',
  path: '/api/library-items/{id}/playing-order',
  summary: 'Put the files of an item into another order',
  description:
    'The chapters follow. Nothing is renamed on the disk. Scans keep the order as long as the item has the same files; afterwards a fault says that it does not fit any more, and the order that was found counts. Each file must be named once, else the answer is 422.',
  tag,
  needs: 'library.edit',
  params: idParam,
  body: z
    .object({
      paths: z
        .array(z.string().max(4096))
        .min(1)
        .max(20_000)
        .meta({
          description: 'The paths of all its audio files, as the item has them, in the order to play them in',
          example: ['Jane Austen/Emma/02.mp3', 'Jane Austen/Emma/01.mp3'],
        }),
    })
    .meta({ title: 'NewPlayingOrder' }),
  reply: LibraryItemDetail,
});

export const forgetPlayingOrder = endpoint({
  name: 'forgetPlayingOrder',
  method: 'DELETE',
  path: '/api/library-items/{id}/playing-order',
  summary: 'Go back to the playing order that was found',
  description: 'Does nothing where nobody gave another one.',
  tag,
  needs: 'library.edit',
  params: idParam,
  reply: LibraryItemDetail,
});

export const getCover = endpoint({
  name: 'getCover',
  method: 'GET',
  path: '/api/library-items/{id}/cover',
  summary: 'The cover: the image beside the files, else the embedded one',
  description:
    'As it is, in whatever format: the reply’s media type says which. Has an `ETag`, so that `If-None-Match` answers 304 while the files stay the same. 404 where there is none.',
  tag,
  needs: 'library.read',
  limit: 'generous',
  params: idParam,
  replyMediaType: 'image/*',
  replyHeaders: ['ETag'],
});
