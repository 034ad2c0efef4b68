import { z } from 'zod';
import { factKind } from '../activity/facts.ts';

const id = z.number();

export const LibraryAdded = factKind({
  name: 'LibraryAdded',
  payload: z.object({ library_id: id, name: z.string(), path: z.string() }),
  sentence: ({ name, path }) => `${path} became the library "${name}".`,
  about: ({ library_id: libraryId }) => ({ libraryId }),
  changes: ({ library_id }) => [{ kind: 'library', ids: [library_id] }],
});

export const LibraryForgotten = factKind({
  name: 'LibraryForgotten',
  payload: z.object({ library_id: id, name: z.string(), path: z.string() }),
  sentence: ({ name, path }) =>
    `The library "${name}" (${path}) was forgotten; its files are where they were.`,
  about: ({ library_id: libraryId }) => ({ libraryId }),
  changes: () =>
    ['library' as const, 'library_item' as const, 'book' as const].map((kind) => ({ kind, ids: [] })),
});

export const LibraryScanned = factKind({
  name: 'LibraryScanned',
  payload: z.object({
    library_id: id,
    name: z.string(),
    added: z.number(),
    changed: z.number(),
    missing: z.number(),
    faults: z.number(),
  }),
  sentence: ({ name, added, changed, missing, faults }) =>
    `"${name}" was scanned: ${added} new, ${changed} changed, ${missing} missing, ${faults} with faults.`,
  about: ({ library_id: libraryId }) => ({ libraryId }),
  changes: ({ library_id }) => [{ kind: 'library', ids: [library_id] }],
});
