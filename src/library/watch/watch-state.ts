import { z } from 'zod';

/** How a library is watched just now. */
export const WatchState = z.object({
  by: z.enum(['events', 'polling']),
  /** Why not (only) by events, without a full stop; null where there is nothing to say. */
  reason: z.string().nullable(),
  /** How often all folders are looked at. */
  every_seconds: z.number(),
  /** The operating system refused to tell of it: somebody can raise its limit. */
  refused: z.literal(true).optional(),
});
export type WatchState = z.output<typeof WatchState>;
