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

export const LibraryReorganised = factKind({
  name: 'LibraryReorganised',
  payload: z.object({
    library_id: id,
    reorganisation_id: id,
    name: z.string(),
    count: z.number(),
    undone: z.boolean(),
  }),
  sentence: ({ name, count, undone }) =>
    undone
      ? `"${name}" was put back as it was: ${count} items.`
      : `"${name}" was reorganised: ${count} items lie elsewhere now.`,
  about: ({ library_id: libraryId }) => ({ libraryId }),
  changes: ({ library_id, reorganisation_id }) => [
    { kind: 'library', ids: [library_id] },
    { kind: 'reorganisation', ids: [reorganisation_id] },
  ],
});
