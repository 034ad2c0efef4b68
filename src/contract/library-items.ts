import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import {
  amount,
  authorReference,
  flag,
  id,
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
    faults: z.array(ItemFault).meta({ example: [] }),
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

export const LibraryItemDetail = LibraryItem.extend({
  audio_files: z.array(AudioFile).meta({ description: 'In playing order' }),
  chapters: z.array(Chapter),
  narrators: z.array(text('Moira Fogarty')),
}).meta({ title: 'LibraryItemDetail' });

export const listLibraryItems = endpoint({
  name: 'listLibraryItems',
  method: 'GET',
  path: '/api/library-items',
  summary: 'What is owned, by path; with `faults=true` only what has a fault',
  description:
    'An item is the files of one recording, usually a folder. What a scan no longer found is not shown.',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({
    library_id: queryId('Only items of this library').optional(),
    faults: flag.optional().meta({ description: 'Only items that have (no) fault' }),
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
