/** What a file says of itself, by its index and headers. */
export interface FileClaim {
  /** Relative to the library. */
  readonly path: string;
  readonly durationSeconds: number | null;
  readonly codec: string | null;
  /** What is wrong with its structure, as sentences. */
  readonly fault: string | null;
}
