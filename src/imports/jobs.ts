import { z } from 'zod';
import { jobKind } from '../platform/jobs.ts';

/** One at a time: two imports never plan for the same folder. */
export const ImportDownload = jobKind({
  name: 'import-download',
  payload: z.object({ download_id: z.number() }),
  retryLimit: 5,
  retryDelaySeconds: 10,
  expireSeconds: 6 * 3600,
});
