/** A place that is searched, whatever it speaks. */
export interface Indexer {
  /** Tries the address, the key and one search; never throws for what the other side does. */
  test(): Promise<IndexerTest>;
  /** Every release that could be the book, unjudged. Throws Refused (key, disabled) or Unavailable (later). */
  search(query: SearchQuery): Promise<readonly FoundRelease[]>;
}

export type IndexerTest =
  | { readonly ok: true; readonly detail: string }
  | { readonly ok: false; readonly detail: string };

export interface SearchQuery {
  readonly title: string;
  /** The first one is asked for; may be empty. */
  readonly authors: readonly string[];
}

/** One thing found at an indexer, as it says it. Null means that it did not say. */
export interface FoundRelease {
  readonly title: string;
  /** The indexer's own id of it; may hold a key, so it is never shown. */
  readonly guid: string;
  /** http(s): or magnet:. May hold a key, so it is never shown. */
  readonly downloadUrl: string;
  /** A page for people, free of keys. */
  readonly infoUrl: string | null;
  readonly sizeBytes: number | null;
  readonly seeders: number | null;
  readonly leechers: number | null;
  readonly files: number | null;
  readonly grabs: number | null;
  readonly publishedAt: Date | null;
  readonly categories: readonly number[];
  readonly author: string | null;
  readonly bookTitle: string | null;
  readonly narrator: string | null;
  readonly language: string | null;
  /** v1, 40 hex digits in lower case. */
  readonly infohash: string | null;
  readonly minimumRatio: number | null;
  readonly minimumSeedTimeSeconds: number | null;
  /** What a download counts: 0 is free, 1 is ordinary. */
  readonly downloadVolumeFactor: number | null;
  /** In lower case: freeleech, internal … */
  readonly tags: readonly string[];
}
