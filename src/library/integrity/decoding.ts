/** What decoding one audio file from beginning to end showed. */
export interface Decoding {
  /** How it ended: `late` where it took too long, `failed` where the decoder gave up or could not begin. */
  readonly end: 'done' | 'failed' | 'late';
  /** What was really decoded. */
  readonly seconds: number;
  readonly sampleRate: number | null;
  /** Where data could not be decoded, in seconds from the beginning, each place once. */
  readonly damagedAt: readonly number[];
  /** How many places there are; `damagedAt` names the first ones only. */
  readonly damagedPlaces: number;
  readonly silentSeconds: number;
  /** The long ones, first ones only. */
  readonly silences: readonly Silence[];
  /** The loudest moment, 0 being the loudest that there can be; null where nothing was decoded. */
  readonly peakDb: number | null;
}

export interface Silence {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** A whole file needs a thousandth of its running time on a desktop; a small machine under load gets a fifth. */
const PATIENCE_SHARE = 0.2;
const LEAST_PATIENCE_SECONDS = 120;

/** For how long a file of this running time may be decoded. */
export function patienceSecondsFor(claimedSeconds: number | null): number {
  return LEAST_PATIENCE_SECONDS + (claimedSeconds ?? 0) * PATIENCE_SHARE;
}
