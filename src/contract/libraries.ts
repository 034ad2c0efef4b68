import { z } from 'zod';
import { SOURCES } from '../base/source.ts';
import { endpoint } from './endpoint.ts';
import { TaskAccepted } from './tasks.ts';
import { amount, id, idOf, idParam, instant, line, listOf, pageQuery, text, whole } from './values.ts';

const tag = 'Libraries';

const watch = z.enum(['auto', 'poll', 'off']).meta({
  description:
    'Whether what is new or has changed is found without a scan: `auto` as its file system allows, `poll` by looking now and then, `off` not at all',
  example: 'auto',
});

const source = z.enum(SOURCES).meta({
  description:
    'What a scan reads: files beside the audio (`metadata.json`, OPF, NFO, `desc.txt`, `reader.txt`, cue sheets), tags, and the names of folders and files (`path`)',
  example: 'tags',
});

export const Library = z
  .object({
    id,
    name: text('Audiobooks'),
    path: text('/srv/audiobooks', 'Absolute, as the server sees it'),
    naming_template: text('{Author}/{Title}', 'How imported books are named; null: the standard way')
      .nullable()
      .meta({ example: null }),
    watch,
    watching: z
      .object({
        by: z.enum(['events', 'polling']).meta({
          description:
            '`events`: the file system tells of changes; `polling`: all folders are looked at now and then',
          example: 'events',
        }),
        reason: text(
          'A file system of the kind NFS does not tell of all changes',
          'Why not, or not only, by events',
        )
          .nullable()
          .meta({ example: null }),
        every_seconds: whole(900, 'How often all folders are looked at'),
      })
      .nullable()
      .meta({ description: 'How it is watched just now; null while nobody does' }),
    source_order: z.array(source).nullable().meta({
      description:
        'Where metadata is taken from, the most trusted first; null: the standard way, which trusts each source as far as it deserves for each field',
      example: null,
    }),
    item_count: whole(120),
    fault_count: whole(2, 'How many faults scans found, and in how many other items a check found something'),
    duration_seconds: amount(4_320_000),
    last_scan: z
      .object({ task_id: idOf('Its task'), finished_at: instant.nullable(), state: text('succeeded') })
      .nullable(),
    vanished: z
      .object({ count: whole(412, 'How many items'), at: instant })
      .nullable()
      .meta({
        description:
          'So many items were not there any more at once that the last scan marked none of them, and asks: `POST /api/libraries/{id}/vanished`',
        example: null,
      }),
    created_at: instant,
  })
  .meta({ title: 'Library' });

const name = line(100).meta({ example: 'Audiobooks' });
const path = z
  .string()
  .min(1, 'must not be blank')
  .max(4096, 'may have at most 4,096 characters')
  .meta({ description: 'An absolute path on the server', example: '/srv/audiobooks' });
const namingTemplate = z.string().trim().min(1).max(500).nullish().meta({
  description: 'Groups in braces name fields and vanish where those are empty; null: the standard way',
  example: '{Author}/{Series}/{Vol 1 - }{Title}',
});

const sourceOrder = z
  .array(source)
  .min(1, 'must name a source')
  .max(SOURCES.length)
  .refine((sources) => new Set(sources).size === sources.length, 'must not name a source twice')
  .nullish()
  .meta({
    description: 'A source that is left out is not used; null: the standard way',
    example: ['path', 'metadata_json', 'tags'],
  });

export const listLibraries = endpoint({
  name: 'listLibraries',
  method: 'GET',
  path: '/api/libraries',
  summary: 'Libraries',
  description:
    'Each with what the last scan found; in the order in which they were added. Imports go to the first one, unless a want says otherwise.',
  tag,
  needs: 'library.read',
  query: pageQuery,
  reply: listOf(Library),
});

export const addLibrary = endpoint({
  name: 'addLibrary',
  method: 'POST',
  path: '/api/libraries',
  summary: 'Make a folder a library; starts no scan',
  description:
    'The folder must be there and readable; nothing in it is changed. Scan it next (`POST /api/libraries/{id}/scan`). A folder that is a library already, lies inside one or holds one is a conflict.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  body: z.object({ name, path, naming_template: namingTemplate }).meta({ title: 'NewLibrary' }),
  reply: Library,
  status: 201,
});

export const getLibrary = endpoint({
  name: 'getLibrary',
  method: 'GET',
  path: '/api/libraries/{id}',
  summary: 'One library',
  description: '`last_scan` names the task of the latest scan, also while it runs.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: Library,
});

export const changeLibrary = endpoint({
  name: 'changeLibrary',
  method: 'PATCH',
  path: '/api/libraries/{id}',
  summary: 'Rename a library, set how its imports are named, how it is watched or which sources are trusted',
  description:
    'A field that is not given stays as it is. A new `path` is for a folder that was moved: what was known of its files stays, the next scan finds them there. What is in the library is not renamed by a new `naming_template`. After a new `source_order` the next scan reads everything again; what a person has locked stays.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  body: z
    .object({
      name: name.optional(),
      path: path.optional(),
      naming_template: namingTemplate,
      watch: watch.optional(),
      source_order: sourceOrder,
    })
    .meta({ title: 'LibraryChanges' }),
  reply: Library,
});

export const forgetLibrary = endpoint({
  name: 'forgetLibrary',
  method: 'DELETE',
  path: '/api/libraries/{id}',
  summary: 'Forget a library and its items; files are never touched',
  description:
    'Its books stay, but are no longer owned. Added and scanned again, the folder’s books are found as they were.',
  tag,
  needs: 'library.edit',
  params: idParam,
});

export const scanLibrary = endpoint({
  name: 'scanLibrary',
  method: 'POST',
  path: '/api/libraries/{id}/scan',
  summary: 'Scan a library; while a scan runs, answers that one',
  description:
    'Looks at every file; only what is new or changed is opened. Books, authors and series follow from names and tags; files that are gone are marked as missing. Nothing in the folder is changed.',
  tag,
  needs: 'library.scan',
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});

export const checkLibrary = endpoint({
  name: 'checkLibrary',
  method: 'POST',
  path: '/api/libraries/{id}/check',
  summary: 'Look into all audio of a library now; while that is done, answers that task',
  description:
    'As for one item, one after the other: an hour of audio takes seconds. A little of it is done each hour anyway, so that all is looked into once in `INTEGRITY_CHECK_DAYS`. What is found stands with the items (`check`) and in `GET /health`.',
  tag,
  needs: 'library.scan',
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});

export const answerVanished = endpoint({
  name: 'answerVanished',
  method: 'POST',
  path: '/api/libraries/{id}/vanished',
  summary: 'Say whether items that vanished at once are gone',
  description:
    'More than a fifth of a library, all of a large folder, or anything of one that is on another disk now, is not believed to be gone: the scan marks nothing and asks. `gone: true` starts a scan that marks so many; `gone: false` forgets the question, and the next scan looks again. Where nothing is asked, that is a conflict.',
  tag,
  needs: 'library.scan',
  errors: ['conflict'],
  params: idParam,
  body: z
    .object({ gone: z.boolean().meta({ description: 'Whether they are', example: true }) })
    .meta({ title: 'VanishedAnswer' }),
  reply: z
    .object({ task_id: idOf('Of the scan; null with `gone: false`').nullable() })
    .meta({ title: 'VanishedAnswered' }),
});
