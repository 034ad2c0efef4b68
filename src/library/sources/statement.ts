import type { SeriesTag } from '../audio-reading.ts';

/** What one source says of a book and its recording; null or empty where it is silent. */
export interface Statement {
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly SeriesTag[];
  readonly publishedYear: number | null;
  /** ISO 639-1. */
  readonly language: string | null;
  readonly publisher: string | null;
  readonly description: string | null;
  readonly asin: string | null;
  readonly isbn: string | null;
  readonly abridged: boolean | null;
  /** Played by a cast, with sounds. */
  readonly dramatised: boolean | null;
}

export type DescribedField = keyof Statement;

export const SILENT: Statement = {
  title: null,
  subtitle: null,
  authors: [],
  narrators: [],
  series: [],
  publishedYear: null,
  language: null,
  publisher: null,
  description: null,
  asin: null,
  isbn: null,
  abridged: null,
  dramatised: null,
};
