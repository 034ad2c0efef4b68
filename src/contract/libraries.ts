import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { TaskAccepted } from './tasks.ts';
import { id, idParam, instant, listOf, pageQuery } from './values.ts';

const tag = 'Libraries';

export const Library = z.object({
  id,
  name: z.string(),
  /** Absolute, as the server sees it. */
  path: z.string(),
  /** How imported books are named, or null for the default. */
  naming_template: z.string().nullable(),
  item_count: z.number().int(),
  fault_count: z.number().int(),
  duration_seconds: z.number(),
  last_scan: z.object({ task_id: id, finished_at: instant.nullable(), state: z.string() }).nullable(),
  created_at: instant,
});

const name = z.string().trim().min(1, 'must not be blank').max(100, 'may have at most 100 characters');
const path = z.string().min(1, 'must not be blank').max(4096, 'may have at most 4,096 characters');
const namingTemplate = z.string().trim().min(1).max(500);

export const listLibraries = endpoint({
  name: 'listLibraries',
  method: 'GET',
  path: '/api/libraries',
  summary: 'Libraries',
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
  tag,
  needs: 'library.edit',
  body: z.object({ name, path, naming_template: namingTemplate.nullish() }),
  reply: Library,
  status: 201,
});

export const getLibrary = endpoint({
  name: 'getLibrary',
  method: 'GET',
  path: '/api/libraries/{id}',
  summary: 'One library',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: Library,
});

export const changeLibrary = endpoint({
  name: 'changeLibrary',
  method: 'PATCH',
  path: '/api/libraries/{id}',
  summary: 'Rename a library, or set how its imports are named',
  tag,
  needs: 'library.edit',
  params: idParam,
  body: z.object({ name: name.optional(), path: path.optional(), naming_template: namingTemplate.nullish() }),
  reply: Library,
});

export const forgetLibrary = endpoint({
  name: 'forgetLibrary',
  method: 'DELETE',
  path: '/api/libraries/{id}',
  summary: 'Forget a library and its items; files are never touched',
  tag,
  needs: 'library.edit',
  params: idParam,
});

export const scanLibrary = endpoint({
  name: 'scanLibrary',
  method: 'POST',
  path: '/api/libraries/{id}/scan',
  summary: 'Scan a library; while a scan runs, answers that one',
  tag,
  needs: 'library.scan',
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});
