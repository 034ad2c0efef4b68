import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, id, idParam, instant, listOf, pageQuery, reference } from './values.ts';

const tag = 'Library items';

export const ItemFault = z.object({
  /** Relative to the library; characters that are not UTF-8 are written as \xHH. */
  path: z.string(),
  fault: z.string(),
});

export const LibraryItem = z.object({
  id,
  library_id: id,
  path: z.string(),
  book: z.object({ id, title: z.string(), authors: z.array(reference) }).nullable(),
  recording_id: id.nullable(),
  duration_seconds: z.number().nullable(),
  size_bytes: z.number().int(),
  file_count: z.number().int(),
  has_cover: z.boolean(),
  faults: z.array(ItemFault),
  added_at: instant,
});

export const AudioFile = z.object({
  path: z.string(),
  disc: z.number().int().nullable(),
  track: z.number().int().nullable(),
  duration_seconds: z.number().nullable(),
  codec: z.string().nullable(),
  bitrate_kbps: z.number().int().nullable(),
  size_bytes: z.number().int(),
  fault: z.string().optional(),
});

export const Chapter = z.object({
  title: z.string(),
  start_seconds: z.number(),
  end_seconds: z.number(),
});

export const LibraryItemDetail = LibraryItem.extend({
  audio_files: z.array(AudioFile),
  chapters: z.array(Chapter),
  narrators: z.array(z.string()),
});

export const listLibraryItems = endpoint({
  name: 'listLibraryItems',
  method: 'GET',
  path: '/api/library-items',
  summary: 'What is owned, by path; with `faults=true` only what has a fault',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({
    library_id: z.coerce.number().int().positive().optional(),
    faults: flag.optional(),
  }),
  reply: listOf(LibraryItem),
});

export const getLibraryItem = endpoint({
  name: 'getLibraryItem',
  method: 'GET',
  path: '/api/library-items/{id}',
  summary: 'One item with its files in playing order and its chapters',
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
  tag,
  needs: 'library.read',
  params: idParam,
  replyMediaType: 'image/*',
});
