import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { TaskAccepted } from './tasks.ts';
import { amount, flag, id, idOf, idParam, instant, listOf, pageQuery, text, whole } from './values.ts';

const tag = 'Duplicates';

export const DUPLICATE_KINDS = ['same_recording', 'two_recordings', 'omnibus'] as const;

const kind = z.enum(DUPLICATE_KINDS).meta({
  description:
    '`same_recording`: one recording twice, in whatever encoding. `two_recordings`: one book read by others, abridged or in another language. `omnibus`: an item, the first, that holds the others.',
  example: 'same_recording',
});

const DuplicateMember = z
  .object({
    item_id: idOf('The library item'),
    library_id: id,
    path: text('Jane Austen/Emma', 'Relative to the library'),
    book: z
      .object({
        id,
        title: text('Emma'),
        completeness: whole(85, 'How much is known of the book, in percent'),
      })
      .meta({ title: 'DuplicateBook' })
      .nullable(),
    narrators: z.array(text('Moira Fogarty')),
    language: text('en').nullable(),
    abridged: z.boolean().nullable().meta({ example: false }),
    codecs: z.array(text('aac')),
    bitrate_kbps: whole(64, 'Of its files, on average').nullable(),
    size_bytes: whole(465_000_000),
    duration_seconds: amount(57_600).nullable(),
    file_count: whole(1),
    chapter_count: whole(55),
    has_cover: z.boolean(),
    findings: z
      .array(text('It is not whole.'))
      .meta({ description: 'What scans and checks found wrong with it, as sentences', example: [] }),
    is_missing: z
      .boolean()
      .meta({ description: 'Its files were not there at the last scan', example: false }),
    added_at: instant,
  })
  .meta({ title: 'DuplicateMember' });

export const DuplicateGroup = z
  .object({
    id,
    kind,
    members: z.array(DuplicateMember),
    differences: z
      .array(text('Sound: AAC at 64 kbit/s · MP3 at 128 kbit/s'))
      .meta({ description: 'What tells the members apart, in their order' }),
    recommendation: z
      .object({
        action: z.enum(['keep_one', 'keep_all']).meta({
          description: '`keep_one`: the others may go. The program removes nothing.',
          example: 'keep_one',
        }),
        keep_item_ids: z.array(id),
        reason: text('Keep "Jane Austen/Emma": it has 55 chapters. Then "Emma (old)" may go.'),
      })
      .meta({ title: 'DuplicateRecommendation' }),
    found_at: instant,
    kept_at: instant
      .nullable()
      .meta({ description: 'Since when a person wants them all: then it is not listed', example: null }),
  })
  .meta({ title: 'DuplicateGroup' });

export const listDuplicates = endpoint({
  name: 'listDuplicates',
  method: 'GET',
  path: '/api/duplicates',
  summary: 'Items that repeat one another, in groups, side by side',
  description:
    'By what is known of them: running times of their files, titles, authors, narrators, languages, places in series; no file is opened. Looked for after each scan that changed something. Nothing is ever removed by the program: it says what may go, and why.',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({
    kind: kind.optional().meta({ description: 'Only groups of this kind' }),
    kept: flag
      .optional()
      .meta({ description: 'Those that somebody keeps, instead of those that nobody decided about' }),
  }),
  reply: listOf(DuplicateGroup),
});

export const findDuplicates = endpoint({
  name: 'findDuplicates',
  method: 'POST',
  path: '/api/duplicates/find',
  summary: 'Look for duplicates now; while that is done, answers that task',
  description: 'Over all libraries, by what the scans found: scan first what has changed.',
  tag,
  needs: 'library.scan',
  reply: TaskAccepted,
  status: 202,
});

export const getDuplicate = endpoint({
  name: 'getDuplicate',
  method: 'GET',
  path: '/api/duplicates/{id}',
  summary: 'One group of items that repeat one another',
  description: 'A group keeps its id as long as the same items are in it.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: DuplicateGroup,
});

export const keepDuplicate = endpoint({
  name: 'keepDuplicate',
  method: 'POST',
  path: '/api/duplicates/{id}/keep',
  summary: 'Want all items of a group: it is listed no more',
  description:
    'Until another item joins them. `GET /api/duplicates?kept=true` lists these groups, `DELETE` takes it back.',
  tag,
  needs: 'library.edit',
  params: idParam,
  reply: DuplicateGroup,
});

export const unkeepDuplicate = endpoint({
  name: 'unkeepDuplicate',
  method: 'DELETE',
  path: '/api/duplicates/{id}/keep',
  summary: 'List a group again that somebody kept',
  description: 'Takes the decision back. For a group that nobody kept nothing changes.',
  tag,
  needs: 'library.edit',
  params: idParam,
  reply: DuplicateGroup,
});
