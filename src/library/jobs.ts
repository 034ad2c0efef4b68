import { z } from 'zod';
import { jobKind } from '../platform/jobs.ts';

/** Its progress is the task's. Several libraries are scanned at once, one library only once. */
export const ScanLibrary = jobKind({
  name: 'scan-library',
  payload: z.object({ task_id: z.number(), library_id: z.number() }),
  retryLimit: 10,
  expireSeconds: 24 * 3600 - 1,
  concurrency: 2,
});
