import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery } from './values.ts';

const tag = 'Tasks';

/** A job that a client asked for. */
export const Task = z.object({
  id,
  kind: z.enum(['scan_library', 'search_wanted_book']),
  /** The library or wanted book that it is about. */
  subject_id: id,
  state: z.enum(['queued', 'running', 'succeeded', 'failed']),
  progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }),
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.string().nullable(),
  created_at: instant,
});

export const TaskAccepted = z.object({ task_id: id });

export const getTask = endpoint({
  name: 'getTask',
  method: 'GET',
  path: '/api/tasks/{id}',
  summary: 'One task with its progress',
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
  tag,
  needs: 'library.read',
  query: pageQuery.extend({ state: z.enum(['queued', 'running', 'succeeded', 'failed']).optional() }),
  reply: listOf(Task),
});
