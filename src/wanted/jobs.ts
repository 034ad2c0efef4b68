import { z } from 'zod';
import { jobKind } from '../platform/jobs.ts';

/** Its progress is the task's. */
export const SearchWantedBook = jobKind({
  name: 'search-wanted-book',
  payload: z.object({ task_id: z.number(), wanted_id: z.number() }),
  retryLimit: 2,
  expireSeconds: 900,
  concurrency: 2,
});

/** Opens a search for every want whose time has come. */
export const SearchDueWants = jobKind({ name: 'search-due-wants', payload: z.object({}), retryLimit: 0 });

export const HandOverRelease = jobKind({
  name: 'hand-over-release',
  payload: z.object({ download_id: z.number() }),
  retryLimit: 8,
  retryDelaySeconds: 5,
  expireSeconds: 300,
  concurrency: 2,
});

/** Removes an unfinished torrent that nobody wants any more. */
export const RemoveDownload = jobKind({
  name: 'remove-download',
  payload: z.object({ client_id: z.number(), infohash: z.string(), delete_files: z.boolean() }),
  retryLimit: 8,
  retryDelaySeconds: 10,
});
