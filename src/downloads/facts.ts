import { z } from 'zod';
import { factKind } from '../activity/facts.ts';

const client = z.object({ client_id: z.number(), name: z.string() });
const clientChanges = ({ client_id }: z.output<typeof client>) => [
  { kind: 'download_client' as const, ids: [client_id] },
];

export const DownloadClientAdded = factKind({
  name: 'DownloadClientAdded',
  payload: client,
  sentence: ({ name }) => `The download client "${name}" was added.`,
  changes: clientChanges,
});

export const DownloadClientChanged = factKind({
  name: 'DownloadClientChanged',
  payload: client,
  sentence: ({ name }) => `The download client "${name}" was changed.`,
  changes: clientChanges,
});

export const DownloadClientRemoved = factKind({
  name: 'DownloadClientRemoved',
  payload: client,
  sentence: ({ name }) => `The download client "${name}" was removed.`,
  changes: clientChanges,
});

const download = z.object({
  download_id: z.number(),
  wanted_id: z.number().nullable(),
  title: z.string(),
});
type DownloadPayload = z.output<typeof download>;
const about = ({ wanted_id: wantedId }: DownloadPayload) => ({ wantedId });
const changes = ({ download_id }: DownloadPayload) => [{ kind: 'download' as const, ids: [download_id] }];

export const DownloadStarted = factKind({
  name: 'DownloadStarted',
  payload: download.extend({ client: z.string() }),
  sentence: ({ title, client: name }) => `"${title}" was handed to ${name}.`,
  about,
  changes,
});

export const DownloadFinished = factKind({
  name: 'DownloadFinished',
  payload: download,
  sentence: ({ title }) => `"${title}" is downloaded.`,
  about,
  changes,
});

/** The client says that something is wrong with it. */
export const DownloadStuck = factKind({
  name: 'DownloadStuck',
  payload: download.extend({ why: z.string() }),
  sentence: ({ title, why }) => `"${title}" does not go on: ${why}`,
  about,
  changes,
});

/** The client no longer has it, though nobody here removed it. */
export const DownloadVanished = factKind({
  name: 'DownloadVanished',
  payload: download.extend({ client: z.string() }),
  sentence: ({ title, client: name }) => `"${title}" is no longer in ${name}.`,
  about,
  changes,
});
