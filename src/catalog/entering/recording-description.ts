import type { FieldSource } from '../provenance.ts';

/** What a reader of files knows of one recording and its book. Missing = null or empty. */
export interface RecordingDescription {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly { readonly name: string; readonly position: string | null }[];
  readonly publishedYear: number | null;
  readonly language: string | null;
  readonly publisher: string | null;
  readonly description: string | null;
  readonly asin: string | null;
  readonly isbn: string | null;
  readonly abridged: boolean | null;
  readonly dramatised: boolean | null;
  readonly durationSeconds: number | null;
  /** By field: where it was read. */
  readonly provenance: Readonly<Record<string, FieldSource>>;
  /**
   * The sources of which it is known that they say nothing else: what one of them once said, and nobody says now, is given
   * up. Missing = none.
   */
  readonly silent?: readonly string[];
}

/** What is known beforehand of where a description belongs. */
export interface KnownPlace {
  /** The recording of the same files before they changed: it is kept, its unlocked fields follow the files. */
  readonly recordingId: number | null;
  /** The book that the files were fetched for; its title stays. */
  readonly bookId: number | null;
}

/** A description that is to be entered, and where it belongs. */
export interface RecordingEntry {
  readonly description: RecordingDescription;
  readonly place: KnownPlace;
}

export interface EnteredRecording {
  readonly bookId: number;
  readonly recordingId: number;
}
