import { z } from 'zod';
import { factKind } from '../activity/facts.ts';

const payload = z.object({
  import_id: z.number(),
  wanted_id: z.number().nullable(),
  library_id: z.number().nullable(),
  title: z.string(),
});
type Payload = z.output<typeof payload>;
const about = ({ wanted_id: wantedId, library_id: libraryId }: Payload) => ({ wantedId, libraryId });
const changes = ({ import_id, wanted_id }: Payload) => [
  { kind: 'import' as const, ids: [import_id] },
  { kind: 'wanted' as const, ids: wanted_id === null ? [] : [wanted_id] },
  { kind: 'download' as const, ids: [] },
];

export const BookImported = factKind({
  name: 'BookImported',
  payload: payload.extend({ path: z.string(), transfer: z.enum(['hardlink', 'copy']) }),
  sentence: ({ title, path, transfer }) =>
    `"${title}" was imported to ${path} by ${transfer === 'copy' ? 'copying' : 'hard links'}.`,
  about,
  changes: (imported) => [
    ...changes(imported),
    { kind: 'library_item', ids: [] },
    { kind: 'book', ids: [] },
    { kind: 'library', ids: [] },
  ],
});

export const ImportHeld = factKind({
  name: 'ImportHeld',
  payload: payload.extend({ why: z.string() }),
  sentence: ({ title, why }) => `The import of "${title}" waits for a person: ${why}`,
  about,
  changes,
});

export const ImportFailed = factKind({
  name: 'ImportFailed',
  payload: payload.extend({ why: z.string() }),
  sentence: ({ title, why }) => `The import of "${title}" failed and left nothing behind: ${why}`,
  about,
  changes,
});

export const ImportRejected = factKind({
  name: 'ImportRejected',
  payload,
  sentence: ({ title }) => `The import of "${title}" was rejected.`,
  about,
  changes,
});
