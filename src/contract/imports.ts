import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery } from './values.ts';

const tag = 'Imports';

export const IMPORT_STATES = ['running', 'held', 'imported', 'failed', 'rejected'] as const;
export const IMPORT_ACTIONS = ['import', 'reject', 'retry'] as const;

export const Import = z.object({
  id,
  download_id: id,
  wanted_id: id.nullable(),
  title: z.string(),
  library_id: id.nullable(),
  state: z.enum(IMPORT_STATES),
  /** What was found, each a sentence; where it is held, why. */
  reasons: z.array(z.string()),
  source_path: z.string().nullable(),
  /** Relative to the library. */
  target_path: z.string().nullable(),
  transfer: z.enum(['hardlink', 'copy']).nullable(),
  /** Why files were copied and not linked: EXDEV, EPERM or EMLINK, in words. */
  transfer_reason: z.string().nullable(),
  files: z.array(z.object({ source: z.string(), target: z.string(), size_bytes: z.number().int() })),
  library_item_id: id.nullable(),
  /** What a person can do about it now. */
  actions: z.array(z.enum(IMPORT_ACTIONS)),
  created_at: instant,
  finished_at: instant.nullable(),
});

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  summary: 'Imports, newest first',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({ state: z.enum(IMPORT_STATES).optional() }),
  reply: listOf(Import),
});

export const getImport = endpoint({
  name: 'getImport',
  method: 'GET',
  path: '/api/imports/{id}',
  summary: 'One import with its plan',
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
  tag,
  needs: 'imports.resolve',
  params: idParam,
  body: z.object({ action: z.enum(IMPORT_ACTIONS) }),
  reply: Import,
});
