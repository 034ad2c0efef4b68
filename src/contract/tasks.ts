import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { amount, id, idOf, idParam, instant, listOf, pageQuery, text, whole } from './values.ts';

const tag = 'Tasks';

const state = z
  .enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])
  .meta({ example: 'succeeded' });

/** A job that a client asked for. */
export const Task = z
  .object({
    id,
    kind: z.enum([
      'scan_library',
      'scan_places',
      'search_wanted_book',
      'create_backup',
      'verify_backup',
      'check_library',
      'check_library_item',
      'find_duplicates',
      'plan_reorganisation',
      'carry_out_reorganisation',
      'undo_reorganisation',
    ]),
    subject_id: whole(7, 'The library, wanted book or backup that it is about; 0: all libraries'),
    state,
    progress: z.object({
      done: whole(120),
      total: whole(120, 'Null until it is known').nullable(),
      detail: z
        .object({
          phase: text('Reading', 'What it does just now'),
          at: text('Jane Austen/Emma', 'The folder that it is at').nullable(),
          items_per_second: amount(740).nullable(),
          seconds_left: whole(12, 'An estimate').nullable(),
          faults: whole(2, 'Found so far'),
        })
        .nullable()
        .meta({ description: 'How a scan or a check goes; null for other tasks' }),
    }),
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    result: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({
        description: 'What came of it, by kind; null until it succeeded',
        example: { items: 120, added: 3, changed: 1, missing: 0, faults: 0 },
      }),
    error: text('The folder is not there.', 'Why it failed, as a sentence')
      .nullable()
      .meta({ example: null }),
    created_at: instant,
  })
  .meta({ title: 'Task' });

export const TaskAccepted = z
  .object({ task_id: idOf('To be asked for with `GET /api/tasks/{id}`') })
  .meta({ title: 'TaskAccepted' });

export const getTask = endpoint({
  name: 'getTask',
  method: 'GET',
  path: '/api/tasks/{id}',
  summary: 'One task with its progress',
  description:
    'A task is over when `finished_at` is set: `state` then says how it ended, `result` or `error` what came of it. It is kept for 30 days. Events of the kind `task` on `GET /api/events` tell each step, so that nobody has to ask again and again.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: Task,
});

export const listTasks = endpoint({
  name: 'listTasks',
  method: 'GET',
  path: '/api/tasks',
  summary: 'Tasks, newest first',
  description:
    'Scans of libraries, searches for wanted books, and backups that are made or verified, of the last 30 days.',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({ state: state.optional().meta({ description: 'Only tasks in this state' }) }),
  reply: listOf(Task),
});

export const cancelTask = endpoint({
  name: 'cancelTask',
  method: 'POST',
  path: '/api/tasks/{id}/cancel',
  summary: 'Cancel a scan or a check',
  description:
    'One that waits ends at once; one that runs ends within a second or two, with the state `cancelled`. What it has written stays, and the next scan goes on from there. A task that is over, or of a kind that cannot be cancelled, is a conflict.',
  tag,
  needs: 'library.scan',
  errors: ['conflict'],
  params: idParam,
  reply: Task,
});
