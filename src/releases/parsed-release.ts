/** What the bare name of a release says; what it does not say is null or empty. */
export interface ParsedRelease {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly SeriesPlace[];
  readonly year: number | null;
  /** The best known of `formats`: 'm4b', 'mp3', 'epub' … */
  readonly format: string | null;
  readonly formats: readonly string[];
  readonly bitrateKbps: number | null;
  readonly durationSeconds: number | null;
  readonly abridged: boolean | null;
  readonly dramatized: boolean | null;
  /** ISO 639-1, lower case. */
  readonly language: string | null;
  readonly asin: string | null;
  readonly isAudiobook: boolean | null;
  /** Several books in one release: a box set, an omnibus, "Books 1-4". */
  readonly isCollection: boolean;
  /** The number of the book where no series is named: "4", "2.5". */
  readonly volume: string | null;
  /** "4 of 5": the release holds only a part of the recording. */
  readonly part: string | null;
}

export interface SeriesPlace {
  readonly name: string;
  /** "3", "2.5", "1-4" */
  readonly position: string | null;
}
