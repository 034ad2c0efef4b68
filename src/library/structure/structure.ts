export type Container = 'mp4' | 'mp3' | 'adts' | 'flac' | 'ogg' | 'wav' | 'asf';

/** What we found out about a file by its bytes alone. */
export interface Structure {
  /** null: this is not audio. */
  readonly container: Container | null;
  readonly fault: string | null;
  /** Counted by us, and better than what a tag library says; null where it may be trusted. */
  readonly measured: Measured | null;
  /** Tags of our own reading, by its own kind of key: they serve where the tag library says nothing. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

export interface Measured {
  readonly seconds: number;
  readonly bitrateKbps: number;
}

export function structure(
  container: Container,
  parts: Partial<Omit<Structure, 'container'>> = {},
): Structure {
  return { container, fault: null, measured: null, properties: {}, ...parts };
}

/** A number of bytes for a sentence: "4,200,000". */
export function inBytes(count: number | bigint): string {
  return count.toLocaleString('en-US');
}

export function cutOff(promisedBytes: number, presentBytes: number): string {
  return `The file is cut off: its index promises ${inBytes(promisedBytes)} bytes, ${inBytes(presentBytes)} are there.`;
}

/** Several sentences as one text; null where there is none. */
export function joined(...sentences: readonly (string | null)[]): string | null {
  const said = sentences.filter((sentence) => sentence !== null);
  return said.length === 0 ? null : said.join(' ');
}
