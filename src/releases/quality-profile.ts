/** What makes one recording of the right book better than another. */
export interface QualityProfile {
  /** Best first; a release that is known to be in another format is refused. */
  readonly formats: readonly string[];
  /** Below or above these, a size cannot be this book. */
  readonly lossyKbps: KbpsRange;
  readonly losslessKbps: KbpsRange;
  /** Full points for bitrates in here. */
  readonly preferredKbps: KbpsRange;
  readonly minSeeders: number;
  /** By how much a stated running time may differ before it is another recording. */
  readonly runningTimeTolerance: { readonly share: number; readonly seconds: number };
}

export interface KbpsRange {
  readonly min: number;
  readonly max: number;
}

export const DEFAULT_PROFILE: QualityProfile = {
  formats: ['m4b', 'm4a', 'mp4', 'aac', 'mp3', 'opus', 'ogg', 'flac', 'alac', 'wav', 'wma'],
  lossyKbps: { min: 20, max: 420 },
  losslessKbps: { min: 150, max: 3_000 },
  preferredKbps: { min: 60, max: 200 },
  minSeeders: 1,
  runningTimeTolerance: { share: 0.1, seconds: 300 },
};

export const LOSSLESS_FORMATS: ReadonlySet<string> = new Set(['flac', 'alac', 'wav']);
export const EBOOK_FORMATS: ReadonlySet<string> = new Set([
  'epub',
  'mobi',
  'azw3',
  'pdf',
  'cbr',
  'cbz',
  'djvu',
  'fb2',
  'lit',
]);
