import type { OrderSource } from '../../base/order-sources.ts';

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
  /** Folders of discs that were there and are gone. */
  readonly lost?: readonly LostFolder[];
  /** The order that a person's took the place of. */
  readonly found?: FoundOrder;
}

export interface LostFolder {
  readonly name: string;
  /** How many it had. */
  readonly files: number;
}

export interface FoundOrder {
  readonly paths: readonly string[];
  readonly evidence: OrderEvidence | null;
}

/** What a person should look at: as faults of the item. */
export function orderFaults({ gaps, collisions }: OrderEvidence): readonly string[] {
  return [...gaps, ...collisions];
}
