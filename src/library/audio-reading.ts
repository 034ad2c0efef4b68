/** The codecs that the program tells apart. */
export type AudioCodec = 'aac' | 'alac' | 'mp3' | 'flac' | 'vorbis' | 'opus' | 'wma' | 'pcm';

/** What one audio file says of itself; what cannot be known is null. */
export interface AudioReading {
  readonly durationSeconds: number | null;
  readonly codec: AudioCodec | null;
  readonly bitrateKbps: number | null;
  readonly tags: AudioTags;
  readonly chapters: readonly Chapter[];
  readonly hasCover: boolean;
  /** Under which its cover was kept; null where it was not. */
  readonly coverKey: string | null;
  /** Sentences for a person; a reading with a fault still holds whatever could be read. */
  readonly fault: string | null;
}

/** The tags of one file, each where its format keeps it, values as they stand there. */
export interface AudioTags {
  readonly title: string | null;
  readonly album: string | null;
  readonly subtitle: string | null;
  readonly artists: readonly string[];
  readonly albumArtists: readonly string[];
  readonly composers: readonly string[];
  /** From tags made for authors only; most files name them as artists. */
  readonly authors: readonly string[];
  /** From tags made for narrators only; a composer is often one too, but that is for `describeItem` to weigh. */
  readonly narrators: readonly string[];
  readonly series: readonly SeriesTag[];
  readonly asin: string | null;
  readonly isbn: string | null;
  readonly language: string | null;
  readonly publisher: string | null;
  readonly description: string | null;
  readonly year: number | null;
  readonly disc: number | null;
  readonly discTotal: number | null;
  readonly track: number | null;
  readonly trackTotal: number | null;
  readonly abridged: boolean | null;
  readonly dramatised: boolean | null;
  /** The tags say that this is an audiobook, or are of a kind that only audiobooks have: then they mean what they say. */
  readonly isAudiobook: boolean;
}

export interface SeriesTag {
  readonly name: string;
  /** A number, a decimal or a range: "2", "2.5", "1-3". */
  readonly position: string | null;
}

export interface Chapter {
  readonly title: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface CoverImage {
  readonly bytes: Uint8Array;
  readonly mediaType: CoverMediaType;
}

export type CoverMediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

export const NO_TAGS: AudioTags = {
  title: null,
  album: null,
  subtitle: null,
  artists: [],
  albumArtists: [],
  composers: [],
  authors: [],
  narrators: [],
  series: [],
  asin: null,
  isbn: null,
  language: null,
  publisher: null,
  description: null,
  year: null,
  disc: null,
  discTotal: null,
  track: null,
  trackTotal: null,
  abridged: null,
  dramatised: null,
  isAudiobook: false,
};

/** The reading of a file of which nothing could be read. */
export function unreadable(fault: string): AudioReading {
  return {
    durationSeconds: null,
    codec: null,
    bitrateKbps: null,
    tags: NO_TAGS,
    chapters: [],
    hasCover: false,
    coverKey: null,
    fault,
  };
}
