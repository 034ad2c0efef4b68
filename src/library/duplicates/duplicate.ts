/** How items repeat one another: one recording twice, one book in several recordings, books and an item that holds them all. */
export type DuplicateKind = 'same_recording' | 'two_recordings' | 'omnibus';

/** What tells whether two items repeat one another. */
export interface ItemFacts {
  readonly id: number;
  /** Folded; null where the item is of no book. */
  readonly titleKey: string | null;
  readonly subtitleKey: string | null;
  readonly authorIds: readonly number[];
  readonly narratorKeys: readonly string[];
  readonly language: string | null;
  readonly abridged: boolean | null;
  readonly dramatised: boolean | null;
  readonly seriesPlaces: readonly SeriesPlace[];
  /** Running times of its files in whole seconds, in playing order; empty where one is not known. */
  readonly fileSeconds: readonly number[];
  readonly seconds: number | null;
  readonly sizeBytes: number;
}

export interface SeriesPlace {
  readonly seriesId: number;
  /** A number, a decimal or a range: `2`, `2.5`, `1-3`. */
  readonly position: string | null;
}

/** Items that belong together, the first the omnibus where there is one. */
export interface FoundGroup {
  readonly kind: DuplicateKind;
  readonly itemIds: readonly number[];
}
