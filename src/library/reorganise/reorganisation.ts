import { z } from 'zod';

export const REORGANISATION_STATES = [
  'planning',
  'planned',
  'running',
  'done',
  'undoing',
  'undone',
  'failed',
] as const;
export type ReorganisationState = (typeof REORGANISATION_STATES)[number];

export const REORGANISED_ITEM_STATES = [
  'planned',
  'refused',
  'moving',
  'moved',
  'failed',
  'undoing',
  'undone',
] as const;
export type ReorganisedItemState = (typeof REORGANISED_ITEM_STATES)[number];

/** One renaming within a library, paths relative to it: of a folder with all that is in it, or of one file. */
export const MoveStep = z.object({ what: z.enum(['folder', 'file']), from: z.string(), to: z.string() });
export type MoveStep = z.output<typeof MoveStep>;

/** Where a path leads after the steps. */
export function pathAfter(steps: readonly MoveStep[], path: string): string {
  return steps.reduce((current, { what, from, to }) => {
    if (current === from) return to;
    return what === 'folder' && current.startsWith(`${from}/`) ? to + current.slice(from.length) : current;
  }, path);
}

/** The steps that take everything back. */
export function stepsBack(steps: readonly MoveStep[]): readonly MoveStep[] {
  return steps.map(({ what, from, to }) => ({ what, from: to, to: from })).toReversed();
}
