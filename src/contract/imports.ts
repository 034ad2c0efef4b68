import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, idOf, idParam, instant, listOf, pageQuery, text, whole } from './values.ts';

const tag = 'Imports';

export const IMPORT_STATES = ['running', 'held', 'imported', 'failed', 'rejected'] as const;
export const IMPORT_ACTIONS = ['import', 'reject', 'retry'] as const;

export const Import = z
  .object({
    id,
    download_id: id,
    wanted_id: idOf('What it is for').nullable(),
    title: text('Jane Austen - Emma (read by Moira Fogarty) [M4B 64 kbps]'),
    library_id: idOf('Where the files go').nullable(),
    state: z.enum(IMPORT_STATES).meta({ example: 'held' }),
    reasons: z
      .array(text('The tags say that the narrator is Elizabeth Klett.'))
      .meta({ description: 'What was found, each a sentence; where it is held, why' }),
    source_path: text('/downloads/Emma').nullable(),
    target_path: text('Jane Austen/Emma {Moira Fogarty}', 'Relative to the library').nullable(),
    transfer: z.enum(['hardlink', 'copy']).nullable(),
    transfer_reason: text('The library is on another disk.', 'Why files were copied and not linked')
      .nullable()
      .meta({ example: null }),
    files: z
      .array(
        z
          .object({
            source: text('Emma.m4b'),
            target: text('Jane Austen/Emma {Moira Fogarty}/Emma.m4b'),
            size_bytes: whole(465_000_000),
          })
          .meta({ title: 'ImportedFile' }),
      )
      .meta({ description: 'The plan: which file goes where' }),
    library_item_id: idOf('What became of it').nullable().meta({ example: null }),
    actions: z
      .array(z.enum(IMPORT_ACTIONS))
      .meta({ description: 'What a person can do about it now', example: ['import', 'reject', 'retry'] }),
    created_at: instant,
    finished_at: instant.nullable().meta({ example: null }),
  })
  .meta({ title: 'Import' });

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  summary: 'Imports, newest first',
  description: 'With `state=held` those that wait for a person; their `reasons` say what does not fit.',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({
    state: z.enum(IMPORT_STATES).optional().meta({ description: 'Only imports in this state' }),
  }),
  reply: listOf(Import),
});

export const getImport = endpoint({
  name: 'getImport',
  method: 'GET',
  path: '/api/imports/{id}',
  summary: 'One import with its plan',
  description: '`files` says where each file goes or went, `actions` what can be decided about it now.',
  tag,
  needs: 'wanted.read',
  params: idParam,
  reply: Import,
});

export const resolveImport = endpoint({
  name: 'resolveImport',
  method: 'POST',
  path: '/api/imports/{id}/resolve',
  summary: 'Decide a held import: import it all the same, reject it, or try again',
  description:
    '`import` takes the files whatever was found, `retry` looks at them again, `reject` gives the release up, after which the next best one is taken. What is not among its `actions` is a conflict. Files of the download are not deleted.',
  tag,
  needs: 'imports.resolve',
  errors: ['conflict'],
  params: idParam,
  body: z.object({ action: z.enum(IMPORT_ACTIONS) }).meta({ title: 'ImportDecision' }),
  reply: Import,
});
