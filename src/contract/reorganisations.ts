import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { TaskAccepted } from './tasks.ts';
import { id, idOf, idParam, instant, listOf, pageQuery, queryId, text, whole } from './values.ts';

const tag = 'Reorganising';

const count = (description: string) => whole(12, description);

export const Reorganisation = z
  .object({
    id,
    library_id: id,
    template: text('{Author}/{Series}/{Vol 1 - }{Title}', 'How folders are named'),
    rename_files: z
      .boolean()
      .meta({ description: 'Whether audio files are named by the title too', example: false }),
    state: z
      .enum(['planning', 'planned', 'running', 'done', 'undoing', 'undone', 'failed'])
      .meta({ example: 'planned' }),
    counts: z
      .object({
        in_place: count('Lie as the template says: they are not in the plan'),
        planned: count('Would be moved'),
        refused: count('Cannot be moved; each says why'),
        moved: count('Were moved'),
        failed: count('Could not be moved when it came to it; each says why'),
        undone: count('Were put back'),
      })
      .meta({ title: 'ReorganisationCounts' }),
    error: text('The disk is full.', 'Why it broke off, as a sentence').nullable().meta({ example: null }),
    task_id: idOf('Of the task that works on it now; null where none does').nullable(),
    created_at: instant,
    finished_at: instant.nullable(),
  })
  .meta({ title: 'Reorganisation' });

const itemState = z
  .enum(['planned', 'refused', 'moving', 'moved', 'failed', 'undoing', 'undone'])
  .meta({ example: 'planned' });

export const ReorganisedItem = z
  .object({
    id,
    library_item_id: idOf('Null where the item was forgotten since').nullable(),
    from: text('Austen/Emma (unabridged)', 'Where it lay when the plan was made; relative to the library'),
    to: text('Jane Austen/Emma', 'The folder that it goes to'),
    steps: z
      .array(
        z.object({
          what: z.enum(['folder', 'file']).meta({ example: 'folder' }),
          from: text('Austen/Emma (unabridged)'),
          to: text('Jane Austen/Emma'),
        }),
      )
      .meta({ title: 'MoveSteps', description: 'What is renamed, in this order; nothing else is touched' }),
    state: itemState,
    reason: text('qBittorrent seeds it from here.', 'Why not, as a sentence')
      .nullable()
      .meta({ example: null }),
  })
  .meta({ title: 'ReorganisedItem' });

export const planReorganisation = endpoint({
  name: 'planReorganisation',
  method: 'POST',
  path: '/api/libraries/{id}/reorganisations',
  summary: 'Have a plan made of how a library would lie under a naming template; touches no file',
  description:
    'The plan is what is carried out later, step by step, and nothing else. Whatever a download client seeds from the library stays where it is, as does what would meet another file. A plan that was not carried out is replaced by the new one.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  body: z
    .object({
      template: z.string().trim().min(1).max(500).nullish().meta({
        description: 'Null: the one of the library',
        example: '{Author}/{Series}/{Vol 1 - }{Title}',
      }),
      rename_files: z.boolean().default(false).meta({
        description: 'Names audio files by the title and their number; not where a cue sheet names them',
        example: false,
      }),
    })
    .meta({ title: 'NewReorganisation' }),
  reply: z
    .object({ id, task_id: idOf('To be asked for with `GET /api/tasks/{id}`') })
    .meta({ title: 'ReorganisationAccepted' }),
  status: 202,
});

export const listReorganisations = endpoint({
  name: 'listReorganisations',
  method: 'GET',
  path: '/api/reorganisations',
  summary: 'Plans and what came of them, newest first',
  description: 'Of one library at most one plan waits to be carried out.',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({ library_id: queryId('Only those of this library').optional() }),
  reply: listOf(Reorganisation),
});

export const getReorganisation = endpoint({
  name: 'getReorganisation',
  method: 'GET',
  path: '/api/reorganisations/{id}',
  summary: 'One plan with how many items go where',
  description: 'Events of the kind `reorganisation` on `GET /api/events` tell each change of its state.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: Reorganisation,
});

export const listReorganisedItems = endpoint({
  name: 'listReorganisedItems',
  method: 'GET',
  path: '/api/reorganisations/{id}/items',
  summary: 'The plan itself: each item with its steps',
  description: 'In the order in which they are carried out.',
  tag,
  needs: 'library.read',
  params: idParam,
  query: pageQuery.extend({ state: itemState.optional().meta({ description: 'Only items in this state' }) }),
  reply: listOf(ReorganisedItem),
});

export const carryOutReorganisation = endpoint({
  name: 'carryOutReorganisation',
  method: 'POST',
  path: '/api/reorganisations/{id}/carry-out',
  summary: 'Carry out exactly this plan',
  description:
    'Renames within the library: files are neither copied nor written, so that hard links and their seeding stay as they are. An item whose files are not as planned any more is left alone, with the reason. A scan follows.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});

export const undoReorganisation = endpoint({
  name: 'undoReorganisation',
  method: 'POST',
  path: '/api/reorganisations/{id}/undo',
  summary: 'Put everything back where it was',
  description: 'Also what was carried out before it broke off. A scan follows.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});

export const discardReorganisation = endpoint({
  name: 'discardReorganisation',
  method: 'DELETE',
  path: '/api/reorganisations/{id}',
  summary: 'Throw away a plan that was not carried out',
  description: 'One that was carried out is kept, for it can be undone: that is a conflict.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
});
