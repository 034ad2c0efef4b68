import type { FindingKind } from '../../base/finding-kinds.ts';

/** `severe`: something of the book cannot be heard; `slight`: it can, but a person should look at it. */
export type FindingSeverity = 'severe' | 'slight';

/** How the audio was looked into: `decode` by ffmpeg from beginning to end, `structure` by its index and headers alone. */
export type CheckMethod = 'decode' | 'structure';

export interface ItemFinding {
  readonly kind: FindingKind;
  readonly severity: FindingSeverity;
  /** The file, relative to the library; null: the item as a whole. */
  readonly path: string | null;
  /** A sentence for a person. */
  readonly sentence: string;
}
