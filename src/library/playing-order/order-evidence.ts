/** What may tell the order of files: a person, the tags, their names, their titles, their folders, or the alphabet. */
export type OrderSource = 'person' | 'tags' | 'names' | 'titles' | 'folders' | 'alphabet';

/** How the playing order of an item was found, and what is doubtful about it. */
export interface OrderEvidence {
  readonly by: OrderSource;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly agreeing: readonly OrderSource[];
  /** Sentences, as are the next two. */
  readonly contradicting: readonly string[];
  /** Files that seem to be missing. */
  readonly gaps: readonly string[];
  /** Files that claim the same place. */
  readonly collisions: readonly string[];
}

/** What a person should look at: as faults of the item. */
export function orderFaults({ gaps, collisions }: OrderEvidence): readonly string[] {
  return [...gaps, ...collisions];
}
