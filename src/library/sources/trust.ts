import type { Source } from '../../base/source.ts';
import type { DescribedField } from './statement.ts';

interface Trust {
  /** From 0 to 1. */
  readonly weight: number;
  readonly reason: string;
  /** Where a field of this source deserves another. */
  readonly but?: Partial<Record<DescribedField, readonly [weight: number, reason: string]>>;
}

const TRUST: Readonly<Record<Source, Trust>> = {
  metadata_json: {
    weight: 0.95,
    reason: 'a library program keeps it, and people put it right there',
  },
  opf: {
    weight: 0.9,
    reason: 'a catalogue made it for this book',
    but: {
      publishedYear: [0.8, 'often the year of the e-book'],
      publisher: [0.7, 'often the publisher of the e-book'],
      isbn: [0.7, 'often that of the e-book'],
    },
  },
  tags: {
    weight: 0.8,
    reason: 'whoever made the files wrote them, in fields made for music',
    but: {
      publishedYear: [0.7, 'often the year of the recording'],
      description: [0.6, 'a comment may say anything'],
      asin: [0.95, 'only shops and their tools write one'],
      isbn: [0.9, 'nobody writes one by chance'],
    },
  },
  nfo: { weight: 0.7, reason: 'whoever made the files wrote it, for people to read' },
  desc_txt: { weight: 0.85, reason: 'it was written for nothing else' },
  reader_txt: { weight: 0.85, reason: 'it was written for nothing else' },
  cue: { weight: 0.5, reason: 'made for burning discs: its performer may be author or reader' },
  path: {
    weight: 0.65,
    reason: 'names are short, and many programs rename files',
    but: {
      asin: [0.9, 'in brackets, put there on purpose'],
      abridged: [0.75, 'put there on purpose'],
      dramatised: [0.75, 'put there on purpose'],
    },
  },
};

/** How far a source is to be trusted with a field, from 0 to 1, and why. */
export function trustIn(
  source: Source,
  field: DescribedField,
): { readonly weight: number; readonly reason: string } {
  const { weight, reason, but } = TRUST[source];
  const [ownWeight = weight, ownReason = reason] = but?.[field] ?? [];
  return { weight: ownWeight, reason: ownReason };
}
