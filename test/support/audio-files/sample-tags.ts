/** Tags for a generated file, by meaning; each format's writer knows where they belong. */
export interface SampleTags {
  readonly title?: string;
  readonly album?: string;
  readonly subtitle?: string;
  readonly artist?: string | readonly string[];
  readonly albumArtist?: string;
  readonly composer?: string;
  readonly narrator?: string;
  readonly series?: string;
  readonly seriesPart?: string;
  readonly grouping?: string;
  readonly asin?: string;
  readonly isbn?: string;
  readonly language?: string;
  readonly publisher?: string;
  readonly description?: string;
  readonly comment?: string;
  readonly date?: string;
  readonly track?: NumberOf;
  readonly disc?: NumberOf;
  /** Written as they are: freeform atoms, TXXX frames, Vorbis comments. */
  readonly extra?: Readonly<Record<string, string>>;
}

export interface NumberOf {
  readonly number: number;
  readonly total?: number;
}

export interface SampleChapter {
  readonly title: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** The tags whose name is the same wherever names are free. */
export function freeformTags(tags: SampleTags): readonly (readonly [string, string])[] {
  const named: Record<string, string | undefined> = {
    SUBTITLE: tags.subtitle,
    SERIES: tags.series,
    'SERIES-PART': tags.seriesPart,
    ASIN: tags.asin,
    ISBN: tags.isbn,
    ...tags.extra,
  };
  return Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}
