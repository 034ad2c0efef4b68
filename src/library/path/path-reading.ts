import type { SeriesTag } from '../audio-reading.ts';
import type { Found } from './found.ts';

/** What the path of an item says of its book and recording. */
export interface PathReading {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  /** The nearest to the title first: "England 13 - Highbury 5 - Emma" is in two. */
  readonly series: readonly SeriesTag[];
  readonly year: number | null;
  readonly asin: string | null;
  readonly abridged: boolean | null;
  readonly dramatised: boolean | null;
  readonly bitrateKbps: number | null;
}

/** The same, and which part of the path each came from. */
export interface ExplainedPath {
  readonly title: Found<string>;
  readonly subtitle: Found<string> | null;
  readonly authors: Found<readonly string[]> | null;
  readonly narrators: Found<readonly string[]> | null;
  readonly series: readonly Found<SeriesTag>[];
  readonly year: Found<number> | null;
  readonly asin: Found<string> | null;
  readonly abridged: Found<boolean> | null;
  readonly dramatised: Found<boolean> | null;
  readonly bitrateKbps: Found<number> | null;
  /** What says nothing of the book. */
  readonly ignored: readonly { readonly from: string; readonly why: string }[];
}
