/** A release as it is judged: its name and what the indexer says beside it; null where it says nothing. */
export interface ReleaseCandidate {
  readonly name: string;
  readonly sizeBytes: number | null;
  /** Null where the indexer does not count them (usenet). */
  readonly seeders: number | null;
  /** Newznab categories: 3030 is audiobooks, 7000–7999 books to read. */
  readonly categories: readonly number[];
  /** The indexer's own fields; several people are listed with commas. */
  readonly author: string | null;
  readonly bookTitle: string | null;
  readonly language: string | null;
  readonly narrator: string | null;
  readonly durationSeconds?: number | null;
}

/** The recording that is looked for: the book and the constraints on its recording. */
export interface SoughtRecording {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  /** Any of these may read; empty takes every narrator. */
  readonly narrators: readonly string[];
  /** ISO 639-1; null takes every language. */
  readonly language: string | null;
  readonly asin: string | null;
  readonly series: readonly { readonly name: string; readonly position: string | null }[];
  readonly durationSeconds: number | null;
  /** True: only an abridged recording will do. */
  readonly abridged?: boolean | null;
  /** True: a dramatised recording is wanted. */
  readonly dramatized?: boolean | null;
}
