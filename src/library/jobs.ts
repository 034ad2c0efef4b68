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

/** The same of some places in it: folders, or what lies in the library itself. */
export const ScanPlaces = jobKind({
  name: 'scan-places',
  payload: z.object({ task_id: z.number(), library_id: z.number(), places: z.array(z.string()) }),
  expireSeconds: 24 * 3600 - 1,
});

/** Looks into the audio of a library's items; 0 for those of all libraries. */
export const CheckLibrary = jobKind({
  name: 'check-library',
  payload: z.object({ task_id: z.number(), library_id: z.number() }),
  expireSeconds: 24 * 3600 - 1,
});

export const CheckLibraryItem = jobKind({
  name: 'check-library-item',
  payload: z.object({ task_id: z.number(), library_item_id: z.number() }),
  expireSeconds: 24 * 3600 - 1,
});

/** Looks into the audio of the items whose turn it is: an hour's share of a full pass. */
export const CheckDueItems = jobKind({
  name: 'check-due-items',
  payload: z.object({}),
  retryLimit: 0,
});

/** Over all libraries. */
export const FindDuplicates = jobKind({
  name: 'find-duplicates',
  payload: z.object({ task_id: z.number() }),
});

const ofReorganisation = z.object({ task_id: z.number(), reorganisation_id: z.number() });

export const PlanReorganisation = jobKind({
  name: 'plan-reorganisation',
  payload: ofReorganisation,
  expireSeconds: 24 * 3600 - 1,
});

export const CarryOutReorganisation = jobKind({
  name: 'carry-out-reorganisation',
  payload: ofReorganisation,
  expireSeconds: 24 * 3600 - 1,
});

export const UndoReorganisation = jobKind({
  name: 'undo-reorganisation',
  payload: ofReorganisation,
  expireSeconds: 24 * 3600 - 1,
});
