export interface ScanResult {
  readonly items: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Marked as gone. */
  readonly missing: number;
  /** Not there, but so many that a person is asked: none of them is marked. */
  readonly vanished: number;
  /** Why they are not believed to be gone, as the end of a sentence. */
  readonly doubt?: string;
  readonly files: number;
  /** Of how many files the audio was read. */
  readonly files_read: number;
  readonly faults: number;
}

/** What a scan has counted so far. */
export type ScanTally = {
  -readonly [Count in Exclude<keyof ScanResult, 'missing' | 'vanished' | 'doubt'>]: number;
};

export function emptyTally(): ScanTally {
  return { items: 0, added: 0, changed: 0, unchanged: 0, files: 0, files_read: 0, faults: 0 };
}
